"""Bytes from and to the values of the model; pure."""

from __future__ import annotations
