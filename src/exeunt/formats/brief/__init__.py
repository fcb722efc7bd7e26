"""The brief: the answer, and everything it rests on, for reading on screen and paper."""

from __future__ import annotations
