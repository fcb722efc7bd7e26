"""Numbers that events, stages and vehicles are known by."""

from __future__ import annotations


LANDED, PROCESSED, READY, ARRIVED, DUE, LOOK, TICK = 0, 1, 2, 3, 4, 5, 6
SERVICE, OWN = -1, -2
STAND_BY, MOST_TURNS = 1 << 31, 1 << 30
"""Whose turn it is, is told by the planned second of loading and then who came first."""
QUANTUM = 50
RIDING, QUEUE, BOARDING, OPENING, SEAT = 0, 1, 2, 3, 4
STAGES = 4
"""At a place."""
HOUR = 3600
KINDS, MOST_EVENTS = 8, 1 << 30
"""How many kinds and events there may be: with a moment they make one number."""
KIND = 1 << 44
NO_END = 1 << 30
