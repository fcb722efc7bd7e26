"""The words of the trade: frozen values and their laws."""

from __future__ import annotations
