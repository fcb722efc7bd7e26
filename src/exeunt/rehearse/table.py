"""A script in arrays: what the compiled play works on, and what worlds draw from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, count
from math import exp, log
from typing import Any

import numpy as np

from exeunt.model.doubts import Environment
from exeunt.model.spread import DurationSpread, Spread
from exeunt.model.times import DAY, HOUR
from exeunt.rehearse.layout import (
    BATCH,
    CARRIER,
    CLOSING,
    ESTIMATE,
    FALL,
    FLEET,
    HOP,
    KEPT,
    NONE,
    PARTY,
    PLACE,
    POOL,
    RIDE,
    RUN,
    SELLING,
    SLOT,
    SPREAD,
    SWEEP,
    VEHICLE,
    WITHDRAWN,
    Ints,
    Records,
    Table,
)
from exeunt.rehearse.names import name_of
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.script import MODES, SERVICE, Ride, Run, Script
from exeunt.rehearse.selling import selling_of
from exeunt.rehearse.tally import slot_stages


def table_of(script: Script) -> Table:
    """Lay out a script."""
    return _Layout(script).table()


class _Layout:
    def __init__(self, script: Script) -> None:
        self.script = script
        self.problem = script.problem
        self.doubts = script.problem.doubts
        self._windows: dict[int, int] = {}
        self._spans: list[Windows] = []
        self._spread_of: dict[int, int] = {}
        self._spreads: list[DurationSpread] = []
        for k, category in enumerate(self.problem.categories):
            spread = self.doubts.mobilisation.get(category.id)
            if spread is not None:
                self._spread_of[k] = len(self._spreads)
                self._spreads.append(spread)
        kinds = sorted({_rank(script, k) for k in range(len(script.parties))})
        self._ranks = {kind: k for k, kind in enumerate(kinds)}
        self._shutters: list[int] = []

    def table(self) -> Table:
        script, doubts = self.script, self.doubts
        own = [(p, run) for p, some in enumerate(script.own) for run in some]
        runs = [*script.runs, *(run for _, run in own)]
        taken_at = _offsets([len(some) for some in script.taken])
        parties, trips, pools, loads, counts = self._parties()
        sweeps_at, sweeps, steps, rides = self._sweeps()
        run_rows = [self._run(run) for run in runs]
        selling = selling_of(self.problem, runs)
        hops = self._hops()
        places = self._places()
        windows, begins, ends, before = self._windowed()
        return Table(
            parties=_rows(PARTY, parties),
            trips=_pairs(trips),
            pools=_rows(POOL, pools),
            loads=_pairs(loads),
            counts=_pairs(counts),
            estimates=_rows(ESTIMATE, self._estimates()),
            batches=_rows(BATCH, self._batches()),
            runs=_rows(RUN, run_rows),
            selling=_rows(SELLING, selling.trips),
            rides=_rows(RIDE, rides),
            hops=_rows(HOP, hops),
            places=_rows(PLACE, places),
            serving=_ints(list(chain.from_iterable(script.serving))),
            vehicles=_rows(VEHICLE, self._vehicles()),
            tours=_ints(list(chain.from_iterable(v.runs for v in script.vehicles))),
            fleets=_rows(FLEET, self._fleets()),
            sweeps_at=sweeps_at,
            sweeps=_rows(SWEEP, sweeps),
            steps=_ints(steps),
            taken=_ints(list(chain.from_iterable(script.taken))),
            taken_at=taken_at,
            slots=_rows(SLOT, self._slots()),
            kept=_rows(KEPT, list(chain.from_iterable(script.kept))),
            closings=_rows(CLOSING, self._closings()),
            shutters=_ints(self._shutters),
            withdrawals=_rows(
                WITHDRAWN, [(who, *_logs(at)) for who, at in selling.withdrawals]
            ),
            falls=_rows(
                FALL,
                [(of, *_logs(f.begins), *_logs(f.lasts)) for of, f in selling.falls],
            ),
            carriers=_rows(CARRIER, selling.carriers),
            windows=windows,
            begins=begins,
            ends=ends,
            before=before,
            modes=_rows(SPREAD, [_spread(doubts.travel.get(mode)) for mode in MODES]),
            spreads=_rows(SPREAD, [_spread(s) for s in self._spreads]),
            trip=_rows(SPREAD, [_spread(doubts.trip)]),
            processing=_rows(SPREAD, [_spread(doubts.processing)]),
            repair=_rows(SPREAD, [_spread(doubts.repair)]),
            environment=np.array(
                [
                    (c.chance, c.processing, c.travel)
                    for kind in Environment
                    if (c := doubts.environment.get(kind)) is not None
                ],
                dtype=np.float64,
            ).reshape(-1, 3),
            steady=exp(-HOUR / doubts.steady),
            planned=len(script.runs),
            households=script.households,
            horizon=script.horizon_s,
            hold=doubts.hold,
            sweep_every=script.sweep_every,
            categories=len(self.problem.categories),
            exits=len(self.problem.exits),
            ranks=max(len(self._ranks), 1),
        )

    # people

    def _parties(self) -> tuple[list[Any], ...]:
        script, problem = self.script, self.problem
        rows: list[Any] = []
        trips: list[tuple[int, int]] = []
        pools: list[Any] = []
        loads: list[tuple[int, int]] = []
        counts: list[tuple[int, int]] = []
        estimate_of = {
            party: e
            for e, estimate in enumerate(script.estimates)
            for party in estimate.parties
        }
        names = [
            *(h.id for h in problem.households),
            *(f"{e.id}/{n}" for e in problem.estimates for n in range(len(e.ready))),
        ]
        for k, party in enumerate(script.parties):
            household = k < script.households
            category = problem.categories[party.category]
            at = len(trips), len(pools), len(counts)
            trips += party.trips
            counts += party.counts
            for place, some in party.loads.items():
                pools.append((place, len(loads), len(loads) + len(some)))
                loads += some
            who = name_of("party", names[k])
            rows.append(
                (
                    *(party.category, household, party.place, party.ready_s),
                    party.ready_s - category.ready_after if household else 0,
                    *(party.persons, self._ranks[_rank(script, k)], who),
                    self._spread_of.get(party.category, NONE),
                    estimate_of.get(k, NONE),
                    *(at[0], len(trips), at[1], len(pools), at[2], len(counts)),
                    party.weight,
                    self.doubts.no_show.get(category.id, 0.0) if household else 0.0,
                    party.room,
                )
            )
        return rows, trips, pools, loads, counts

    def _estimates(self) -> list[Any]:
        at = _offsets([len(e.parties) for e in self.script.estimates])
        return [
            (
                *(e.low, e.likely, e.high, self._spread_of.get(e.category, NONE)),
                name_of("estimate", self.problem.estimates[k].id),
                *at[k : k + 2],
            )
            for k, e in enumerate(self.script.estimates)
        ]

    def _batches(self) -> list[Any]:
        return [
            row
            for e in self.script.estimates
            for row in zip(e.parties, e.upto, strict=True)
        ]

    # vehicles and ways

    def _run(self, run: Run) -> Any:
        name = NONE
        if run.vehicle == SERVICE:
            name = self.script.names[run.departure]
        return (
            *(run.hop, run.from_, run.to, run.vehicle, run.depart_s, run.travel_s),
            *(run.loading_s, run.unloading_s, run.planned, run.load_s, name),
            *(run.sweep, run.fetches, run.claim),
            *(self._window(run.windows), self._window(run.empty)),
            *(run.room, run.usable),
        )

    def _ride(self, ride: Ride) -> Any:
        return (
            *(ride.hop, ride.from_, ride.to, ride.travel_s),
            *(self._window(ride.loaded), self._window(ride.empty), ride.usable),
        )

    def _vehicles(self) -> list[Any]:
        at = _offsets([len(v.runs) for v in self.script.vehicles])
        fleets = self.problem.fleets
        return [
            (
                *(v.fleet, v.base, v.from_s, v.until_s, *at[k : k + 2]),
                *(name_of("vehicle", fleets[v.fleet].id, v.number), True),
            )
            for k, v in enumerate(self.script.vehicles)
        ]

    def _fleets(self) -> list[Any]:
        at = _offsets([fleet.vehicles for fleet in self.problem.fleets])
        return [
            (
                *(fleet.loading, fleet.unloading, fleet.duty or 0, fleet.rest or 0),
                *(fleet.refuelling or 0, *at[k : k + 2]),
                *(fleet.breakdown, fleet.range_km or 0.0, self.script.room[k]),
            )
            for k, fleet in enumerate(self.problem.fleets)
        ]

    def _hops(self) -> list[Any]:
        lanes = count()
        slots = count()
        number = {k: next(slots) for k, gap in enumerate(self.script.slots) if gap}
        rows = []
        for k in range(len(self.problem.hops)):
            out, into = self.script.slotted[k]
            at = len(self._shutters)
            self._shutters += self.script.shut_by[k]
            rows.append(
                (
                    self.script.hop_mode[k],
                    next(lanes) if self.script.headway[k] else NONE,
                    self.script.headway[k],
                    *(self.script.together[k], self.script.useful[k]),
                    *(at, len(self._shutters)),
                    *(number.get(out, NONE), number.get(into, NONE)),
                    self.script.km[k],
                )
            )
        return rows

    def _slots(self) -> list[Any]:
        script = self.script
        lanes = count(sum(headway > 0 for headway in script.headway))
        at = _offsets([len(some) for some in script.kept])
        stages = slot_stages(script)
        return [
            (gap, next(lanes), stages[k], *at[k : k + 2])
            for k, gap in enumerate(script.slots)
            if gap
        ]

    def _places(self) -> list[Any]:
        script = self.script
        serving = _offsets([len(some) for some in script.serving])
        own_at = _offsets([len(some) for some in script.own]) + len(script.runs)
        rows = []
        for k, place in enumerate(self.problem.places):
            at = len(self._shutters)
            self._shutters += script.shut_place[k]
            beds = script.beds[k]
            rows.append(
                (
                    *(script.safe[k], script.exit[k], NONE if beds is None else beds),
                    *(script.promised[k], self._window(script.openings[k])),
                    *(*own_at[k : k + 2], *serving[k : k + 2]),
                    *(at, len(self._shutters), name_of("place", place.id)),
                    *(place.refuels, script.rates[k]),
                )
            )
        return rows

    def _sweeps(self) -> tuple[Ints, list[Any], list[int], list[Any]]:
        number: dict[int, int] = {}
        rides: list[Any] = []
        steps: list[int] = []
        sweeps: list[Any] = []

        def known(ride: Ride) -> int:
            if id(ride) not in number:
                number[id(ride)] = len(rides)
                rides.append(self._ride(ride))
            return number[id(ride)]

        def laid(some: list[Ride]) -> tuple[int, int]:
            begin = len(steps)
            steps.extend(known(ride) for ride in some)
            return begin, len(steps)

        # what a fleet may do from a place is the same list wherever it comes from
        onward: dict[int, tuple[int, int]] = {}
        places = len(self.problem.places)
        at = np.zeros((len(self.script.sweeps), places, 2), dtype=np.int64)
        for f, by_place in enumerate(self.script.sweeps):
            for p, some in enumerate(by_place):
                at[f, p, 0] = len(sweeps)
                for place, way, there in some:
                    if id(there) not in onward:
                        onward[id(there)] = laid(there)
                    sweeps.append((place, *laid(way), *onward[id(there)]))
                at[f, p, 1] = len(sweeps)
        return at, sweeps, steps, rides

    # when

    def _closings(self) -> list[Any]:
        rows = []
        known: Counter[str] = Counter()
        for closing in self.doubts.closings:
            # what may shut for two reasons does so at two times
            turn = known[closing.name]
            known[closing.name] += 1
            names = (closing.name, turn) if turn else (closing.name,)
            rows.append(
                (
                    name_of("closing", *names),
                    closing.after,
                    closing.per_day / DAY,
                    *_logs(closing.lasts),
                )
            )
        return rows

    def _window(self, windows: Windows) -> int:
        if id(windows) not in self._windows:
            self._windows[id(windows)] = len(self._spans)
            self._spans.append(windows)
        return self._windows[id(windows)]

    def _windowed(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Lay out spans, with one more entry after each window's."""
        rows: list[tuple[int, int]] = []
        begins: list[int] = []
        ends: list[int] = []
        before: list[int] = []
        for windows in self._spans:
            rows.append((len(begins), len(windows.starts)))
            begins += [*windows.starts, 0]
            ends += [*windows.ends, 0]
            before += windows.before
        return _pairs(rows), _ints(begins), _ints(ends), _ints(before)


def _rank(script: Script, party: int) -> tuple[bool, float]:
    return party >= script.households, -script.parties[party].weight


def _logs(spread: Spread | DurationSpread) -> tuple[float, float, float]:
    return log(spread.p10), log(spread.p50), log(spread.p90)


def _spread(spread: Spread | DurationSpread | None) -> Any:
    return (0, 0.0, 0.0, 0.0) if spread is None else (1, *_logs(spread))


def _rows(kind: np.dtype[np.void], rows: Iterable[Any]) -> Records:
    return np.array([tuple(row) for row in rows], dtype=kind)


def _pairs(rows: Sequence[Any]) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def _ints(values: object) -> Ints:
    return np.array(values, dtype=np.int64)


def _offsets(counts: list[int]) -> Ints:
    return _ints([0, *np.cumsum(counts)])
