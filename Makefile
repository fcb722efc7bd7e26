# Needs python3 (3.11 or later) and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= exeunt-demo

.PHONY: setup fast demo ahead test check check-long format lint types imports bench maps clean

setup: $(VENV)/.core

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(VENV)/bin/python requirements/core.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/core.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.core requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

# With a compiler for planning and rehearsing, about 200 MB: better plans in the same time.
fast: $(VENV)/.core requirements/fast.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/fast.txt
	$(BIN)/python scripts/compile_ahead.py

demo: $(VENV)/.core
	$(BIN)/exeunt demo $(OUT)

test: $(VENV)/.dev
	$(BIN)/pytest -q -n 2 -m "not long"

format: $(VENV)/.dev
	$(BIN)/ruff format src tests scripts benchmarks
	$(BIN)/ruff check --fix src tests scripts benchmarks

lint: $(VENV)/.dev
	$(BIN)/ruff format --check src tests scripts benchmarks
	$(BIN)/ruff check src tests scripts benchmarks

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

# What is compiled takes one core meanwhile; the tests would wait for it on both.
check: $(VENV)/.dev
	$(MAKE) -j 2 ahead types lint imports
	$(MAKE) test

ahead: $(VENV)/.dev
	$(BIN)/python scripts/compile_ahead.py

check-long: check
	$(BIN)/pytest -q -m long
	EXEUNT_TIMES=30 $(BIN)/pytest -q -n 2 tests/properties tests/plan tests/rehearse

# Rivals are welcome, not needed: one that is not there prints a dash.
$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	-$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt && touch $@

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

# Only who changes the bundled maps needs this; it downloads about 300 MB.
maps: .venv-maps/.done
	.venv-maps/bin/python scripts/build_maps.py
	PYTHONPATH=src .venv-maps/bin/python scripts/build_gazetteer.py

.venv-maps/.done: requirements/maps.txt
	$(PYTHON) -m venv .venv-maps
	.venv-maps/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements/maps.txt
	touch $@

clean:
	rm -rf $(VENV) .venv-maps $(OUT) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
