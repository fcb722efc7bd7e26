"""Documents out of what comes in: one module a kind of file, behind one port."""

from __future__ import annotations
