"""Measures this site against a stock Wagtail project; `README.md` says how."""

from __future__ import annotations
