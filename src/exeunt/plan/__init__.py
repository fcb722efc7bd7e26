"""Network, fleets and roster in, a movement plan with its bound out."""

from __future__ import annotations
