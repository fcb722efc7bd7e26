"""Public problems of the literature: their files in, the files of a post out."""

from __future__ import annotations
