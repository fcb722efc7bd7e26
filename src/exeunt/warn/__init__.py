"""Signals in, tripwires, scenario odds and a proposed status out."""

from __future__ import annotations
