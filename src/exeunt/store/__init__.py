"""The event log: one port, kept in memory or in SQLite."""

from __future__ import annotations
