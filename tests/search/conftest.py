"""Fixtures of the pages that search looks through."""

from __future__ import annotations

from tests.test_html.conftest import arabic_home


__all__ = ["arabic_home"]
