"""Why a plan is as it is, in plain words, every one of them from figures."""

from __future__ import annotations

from exeunt.formats.explain.explain import explain


__all__ = ["explain"]
