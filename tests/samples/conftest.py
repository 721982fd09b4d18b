"""The sample content, loaded once for each module that asks for it."""

from __future__ import annotations

from tests.sample_site import sample_site, small_pictures


__all__ = ["sample_site", "small_pictures"]
