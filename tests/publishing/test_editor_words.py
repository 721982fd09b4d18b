"""Our words for Wagtail's: each must still be Wagtail's text, or nobody sees it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext, override

import wagtail

import polib
import pytest


CATALOGUE = Path(settings.BASE_DIR, "cms/locale/en/LC_MESSAGES/django.po")
WORDS = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}


@pytest.fixture(scope="module")
def wagtail_texts():
    folder = Path(wagtail.__file__).parent
    return {
        entry.msgid
        for path in folder.glob("**/locale/en/LC_MESSAGES/django.po")
        for entry in polib.pofile(str(path))
    }


@pytest.mark.parametrize("text", WORDS)
def test_word__is_still_one_of_wagtails(wagtail_texts, text):
    assert text in wagtail_texts


@pytest.mark.parametrize("text", WORDS)
def test_word__is_used_in_the_admin_only_in_english(text):
    with override("en"):
        assert gettext(text) == WORDS[text]
