"""The plan on paper: what is missing, stale or fragile in it."""

from __future__ import annotations
