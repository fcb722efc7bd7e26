"""A plan played in worlds that do not keep to it."""

from __future__ import annotations
