"""Documents in, signals out."""

from __future__ import annotations
