"""What a visitor gets who misspells a word."""

from __future__ import annotations

from urllib.parse import quote

from django.core.management import call_command
from django.db import connection

import pytest

from search import spelling
from search.models import Word
from tests import factories
from tests.hidden import draft, embargoed
from tests.search.test_search import search, titles
from tests.test_html.documents import get_page, texts


@pytest.fixture(autouse=True)
def _ask_anew():
    has_trigrams = spelling.has_trigrams
    has_trigrams.cache_clear()
    yield
    has_trigrams.cache_clear()


@pytest.fixture
def harmonium(home):
    return factories.StandardPageFactory(
        parent=home, title="A harmonium", introduction="A choir sings in London."
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harmonuim", "harmonium"),
        ("harmonim", "harmonium"),
        ("hramonium", "harmonium"),
        ("Harmonnium", "harmonium"),
        ("armonium", "harmonium"),
        ("chior", "choir"),
        ("chior harmonum", "choir harmonium"),
        ("choir lodnon", "choir london"),
    ],
)
def test_search__of_misspelt_words_finds_the_nearest(harmonium, client, typed, meant):
    page = search(client, typed)
    assert texts(page, ".did-you-mean a") == [meant]
    assert page.select_one(".did-you-mean a")["href"] == f"/search/?q={quote(meant)}"
    assert titles(page) == ["A harmonium"]
    assert page.select(".results mark")


def test_search__prefers_the_nearer_word(home, harmonium, client):
    factories.StandardPageFactory(parent=home, title="Chairs chairs chairs")
    assert texts(search(client, "chois"), ".did-you-mean a") == ["choir"]


@pytest.mark.parametrize("typed", ["choir", "elephant", "ch", "harmonium elephants"])
def test_search__suggests_nothing_where_nothing_is_near(harmonium, client, typed):
    assert not search(client, typed).select(".did-you-mean")


def test_search__of_misspelt_arabic_suggests_as_it_is_written(arabic_home, client):
    page = get_page(client, f"/ar/search/?q={quote('اللجئين')}")
    assert texts(page, ".did-you-mean a") == ["اللاجئين"]


@pytest.mark.parametrize("hide", [draft, embargoed])
def test_search__names_no_word_of_a_hidden_page(edition, harmonium, client, hide):
    hide(edition, title="Harmonica revolution")
    assert Word.objects.filter(text="revolution").exists()
    assert not search(client, "revoluton").select(".did-you-mean")
    # A word that is nearer, and secret, does not stand in the way of a public one.
    assert texts(search(client, "harmonicm"), ".did-you-mean a") == ["harmonium"]


def test_search__without_trigrams_is_tolerant_too(harmonium, client, monkeypatch):
    monkeypatch.setattr(spelling, "has_trigrams", lambda: False)
    for typed in ("hramonium", "harmonuim", "armonium"):
        assert texts(search(client, typed), ".did-you-mean a") == ["harmonium"]


@pytest.mark.django_db
def test_trigrams__are_there_on_postgresql():
    assert spelling.has_trigrams() == (connection.vendor == "postgresql")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="roles of PostgreSQL")
@pytest.mark.django_db
def test_migration__does_without_trigrams_where_the_role_may_not():
    """The migration itself, run as a role without rights on the database."""
    migration = __import__("search.migrations.0001_words", fromlist=["add_trigrams"])
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
        cursor.execute("CREATE ROLE powerless")
        cursor.execute("SET LOCAL ROLE powerless")
        with connection.schema_editor(atomic=False) as editor:
            migration.add_trigrams(None, editor)
        cursor.execute("RESET ROLE")
    assert not spelling.has_trigrams()


def test_words__are_known_after_the_index_is_built_anew(harmonium):
    Word.objects.all().delete()
    call_command("update_index", verbosity=0)
    assert Word.objects.filter(text="harmonium").exists()
