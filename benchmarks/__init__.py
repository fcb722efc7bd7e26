"""What is measured, and against whom."""

from __future__ import annotations
