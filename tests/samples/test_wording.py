"""The sample content is in our own words and tells nothing private.

The sources themselves are not part of this project: what must not appear is kept as
hashes of its words.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.serializers import serialize

from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

import pytest

from cms.core.models import CustomImage, Partner, Person, SiteText
from press.models import PressContact
from refugeeweek.models import Programme, Venue


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_site")]

RUN = 7  # words in a row that count as copied
HERE = Path(__file__).parent
#: Each run of seven words of the sources, hashed.
SOURCE_RUNS = set((HERE / "source_runs.txt").read_text().split())
#: A theme that happens to be seven words long; a title may be given as it is.
TITLES = {"you me and those who came before"}
#: Names of people who are not to be named, and words about health and asylum history.
PRIVATE_WORDS = set((HERE / "private_words.txt").read_text().split())
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT")
#: Values that are no words: places in the tree, keys and names of files.
NO_WORDS = {"path", "id", "translation_key", "file", "file_hash"}
SNIPPETS = (CustomImage, Partner, Person, Programme, Venue, PressContact, SiteText)


def fingerprint(text):
    return sha256(text.encode()).hexdigest()[:16]


def words_of(text):
    return re.findall(r"[^\W_]+", text.lower().replace("’", "").replace("'", ""))


def runs_of(text):
    words = words_of(text)
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def strings_in(value):
    """Yield every text in nested data, that of stored streams included."""
    if isinstance(value, dict):
        value = [item for name, item in value.items() if name not in NO_WORDS]
    if isinstance(value, list):
        for item in value:
            yield from strings_in(item)
    elif isinstance(value, str):
        if value.startswith(("[{", "{")):
            yield from strings_in(json.loads(value))
        elif not TIMESTAMP.match(value):
            yield get_text_for_indexing(value)


@pytest.fixture
def texts():
    """Every text of the sample content, and of the page that documents it."""
    found = [(settings.BASE_DIR / "docs" / "sample-content.md").read_text()]
    for page in Page.objects.filter(depth__gt=1).specific():
        found += strings_in(page.serializable_data())
        found.append(getattr(page, "body_text", ""))
    for model in SNIPPETS:
        for row in json.loads(serialize("json", model.objects.all())):
            found += strings_in(row["fields"])
    return found


def test_sentences__are_not_those_of_the_sources(texts):
    copied = {
        run
        for text in texts
        for run in runs_of(text) - TITLES
        if fingerprint(run) in SOURCE_RUNS
    }

    assert copied == set()


def test_sentences__check_can_fail():
    assert {fingerprint(title) for title in TITLES} <= SOURCE_RUNS


def test_private_words__are_absent(texts):
    found = {
        word
        for text in texts
        for word in words_of(text)
        if fingerprint(word) in PRIVATE_WORDS
    }

    assert found == set()


def test_private_words__check_can_fail():
    assert fingerprint("survivor") in PRIVATE_WORDS


def test_numbers__none_can_be_called(texts):
    numbers = {
        number
        for text in texts
        # Not within a key of a block, which is random: `…-4d0e-b062659342ac`.
        for number in re.findall(r"(?<![\w-])\+?\d[\d ()-]{7,}\d(?!\w)", text)
        if not re.match(r"\d{4}-\d\d-\d\d", number)
    }

    assert numbers == set()


def test_addresses__only_the_sample_contact_has_one(texts):
    addresses = {
        address for text in texts for address in re.findall(r"[\w.+-]+@[\w.-]+", text)
    }

    assert addresses <= {"press-office@example.org"}
    assert not PressContact.objects.exclude(phone="").exists()
