"""Decide, plan, rehearse and run the departure of people from a post abroad."""

from __future__ import annotations


__version__ = "0.1.0"
