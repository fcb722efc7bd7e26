"""Why a world differs: each cause draws by a number of its own."""

from __future__ import annotations


MOBILISATION = 1
NO_SHOW = 2
ESTIMATE = 3
TRAVEL = 4
PROCESSING = 5
TIMETABLE = 6
OWN_MEANS = 7
FLEET = 8
BREAKDOWN = 9
REPAIR = 10
CLOSING = 11
WITHDRAWAL = 12
ENVIRONMENT = 13
DWINDLING = 14
CARRIER = 15
SEATS = 16

ALL = tuple(sorted((n, v) for n, v in globals().items() if n.isupper()))
