"""Use cases, one a module: read, decide, record, act."""

from __future__ import annotations
