"""Answers of one release are not taken for those of another."""

from __future__ import annotations

from cms.changes.caching.release import release_digest


def test_release__is_another_with_other_words_of_the_operators(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    catalogue = tmp_path / "fr" / "LC_MESSAGES" / "django.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(b"one")
    digest = release_digest.__wrapped__
    before = digest()
    assert digest() == before
    catalogue.write_bytes(b"two")
    assert digest() != before


def test_release__is_another_with_another_setting_that_pages_show(settings):
    before = release_digest.__wrapped__()
    settings.BASE_URL = "https://elsewhere.example"
    assert release_digest.__wrapped__() != before
