from __future__ import annotations

import re
from urllib.parse import quote

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Locale, PageViewRestriction, Site

import pytest

from search.views import RESULTS_ON_A_PAGE
from tests import factories
from tests.bodies import every_block
from tests.test_html.documents import get_page, skipped_headings, texts


MOST = 15  # queries of any page that no cache has


def search(client, query: str, more: str = "", status: int = 200):
    return get_page(client, f"/search/?q={quote(query)}{more}", status)


def titles(page) -> list[str]:
    return texts(page, ".results h3")


@pytest.fixture
def choir(home):
    return factories.StandardPageFactory(
        parent=home, title="A choir in London", introduction="Strangers sing together."
    )


def test_search__finds_titles_introductions_and_bodies(home, choir, client):
    choir.body = [("paragraph", "<p>It began with a harmonium.</p>")]
    choir.save_revision().publish()
    for query in ("choir", "STRANGERS", "harmonium", "london choir", "sing  choir"):
        assert titles(search(client, query)) == ["A choir in London"], query


def test_search__asks_for_all_the_words(choir, client):
    page = search(client, "choir elephants")
    assert titles(page) == []
    assert texts(page, "main h2")[0] == "Nothing found for “choir elephants”"
    assert skipped_headings(page) == []


def test_search__finds_what_a_story_is_named_with(edition, client):
    programme = factories.ProgrammeFactory(name="Singing Our Lives")
    story = factories.EventStoryPageFactory(parent=edition, programme=programme)
    assert titles(search(client, "singing lives")) == [story.title]


def test_search__marks_the_words_it_found(choir, client):
    page = search(client, "sing choir")
    assert texts(page, ".results mark") == ["choir", "sing"]
    assert texts(page, ".results p")[-1] == "Strangers sing together."


def test_search__shows_the_place_in_the_body(choir, client):
    text = (
        "Before. " * 60 + "Then came the harmonium & <b>played</b>. " + "After. " * 60
    )
    choir.body = [("paragraph", f"<p>{text.replace('&', '&amp;')}</p>")]
    choir.save_revision().publish()
    extract = texts(search(client, "harmonium"), ".results p")[-1]
    assert extract.startswith("… ")
    assert extract.endswith(" …")
    assert "Then came the harmonium & played." in extract
    assert len(extract) < 300


def test_search__escapes_what_it_shows(home, client):
    factories.StandardPageFactory(
        parent=home,
        title="<b>Mango</b> & co",
        introduction="A <script>mango</script> & more",
    )
    page = search(client, "mango")
    assert titles(page) == ["<b>Mango</b> & co"]
    assert not page.select(".results script, .results b")
    assert texts(page, ".results mark") == ["Mango", "mango"]


def test_search__echoes_the_query_as_text(home, client):
    page = search(client, '"><script>alert(1)</script>')
    assert [each["src"].rpartition("/")[2] for each in page.find_all("script")] == [
        "search.js",
        "offline.js",
    ]
    assert page.find("input", attrs={"name": "q"})["value"].startswith('"><script>')


def test_search__shows_public_pages_only(home, client):
    now = timezone.now()
    hour = timezone.timedelta(hours=1)
    make = factories.StandardPageFactory
    make(parent=home, title="Secret draft", live=False)
    make(parent=home, title="Secret expired", expire_at=now - hour)
    make(parent=home, title="Secret embargo", go_live_at=now + hour)
    restricted = make(parent=home, title="Secret room")
    make(parent=restricted, title="Secret drawer")
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    page = search(client, "secret")
    assert titles(page) == []
    assert not page.select(".facets")
    make(parent=home, title="No secret")
    assert titles(search(client, "secret")) == ["No secret"]


def test_search__shows_pages_in_the_language_of_the_address(home, choir, client):
    arabic = home.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.title = "أسبوع اللاجئين choir"
    arabic.introduction = "موسيقى وقصص من أنحاء العالم"
    arabic.save_revision().publish()
    assert titles(search(client, "choir")) == ["A choir in London"]
    page = get_page(client, f"/ar/search/?q={quote('موسيقى')}")
    assert page.html["dir"] == "rtl"
    assert titles(page) == ["أسبوع اللاجئين choir"]
    assert texts(page, "mark") == ["موسيقى"]
    assert texts(page, "main h2") == ["نتيجة واحدة عن «موسيقى»"]


def test_search__tells_how_many_of_which_kind(home, edition, press, client):
    for _ in range(2):
        factories.EventStoryPageFactory(parent=edition, introduction="A choir sings.")
    factories.PressReleasePageFactory(parent=press)
    page = search(client, "choir")
    assert texts(page, "main h2") == ["3 results for “choir”"]
    assert texts(page, ".facets a")[:2] == ["Event stories (2)", "Press releases (1)"]
    only = search(client, "choir", "&type=press.PressReleasePage")
    assert len(titles(only)) == 1
    assert texts(only, ".facets [aria-current]") == ["Press releases (1)"]
    assert texts(only, "main h2") == ["1 result for “choir”"]


def test_search__narrows_down_by_year_and_programme(home, edition, press, client):
    sing = factories.ProgrammeFactory(name="Singing Our Lives", slug="sing")
    for number in range(3):
        factories.EventStoryPageFactory(
            parent=edition,
            introduction="A choir sings.",
            programme=sing if number else None,
        )
    factories.PressReleasePageFactory(parent=press)  # of 2020
    page = search(client, "choir")
    assert texts(page, ".facets summary") == ["Kind", "Year"]
    assert texts(page, ".facets a")[2:] == ["2022 (3)", "2020 (1)"]
    page = search(client, "choir", "&year=2022&programme=sing")
    assert len(titles(page)) == 2
    assert texts(page, ".chosen a") == [
        "Remove the filter: Year: 2022 ×",
        "Remove the filter: Programme: Singing Our Lives ×",
        "Show all",
    ]
    assert [link["href"] for link in page.select(".chosen a")] == [
        "/search/?q=choir&programme=sing",
        "/search/?q=choir&year=2022",
        "/search/?q=choir",
    ]
    # Each number is what is found within the other filters.
    assert texts(page, ".facets a") == ["2022 (2)", "Singing Our Lives (2)"]
    page = search(client, "choir", "&year=2020&programme=sing")
    assert texts(page, ".facets a") == ["2022 (2)", "2020 (0)", "Singing Our Lives (0)"]


@pytest.mark.parametrize(
    "more", ["&year=1999", "&programme=none", "&type=home.HomePage"]
)
def test_search__without_matches_in_a_filter_has_a_way_back(choir, client, more):
    page = search(client, "choir", more)
    assert titles(page) == []
    assert page.select_one(".chosen a.clear")["href"] == "/search/?q=choir"


def test_search__has_pages(home, client):
    for _ in range(RESULTS_ON_A_PAGE + 1):
        factories.StandardPageFactory(parent=home, introduction="A choir.")
    first, second = search(client, "choir"), search(client, "choir", "&page=2")
    assert len(titles(first)) == RESULTS_ON_A_PAGE
    assert len(titles(second)) == 1
    assert not set(titles(first)) & set(titles(second))
    assert first.select_one(".pagination a[rel=next]")["href"] == (
        "/search/?q=choir&page=2"
    )
    search(client, "choir", "&page=3", status=404)


def test_results__are_not_to_be_indexed(choir, client):
    for page in (search(client, "choir"), search(client, "none")):
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert not page.select("link[rel=canonical]")


def test_search__may_be_found_and_shared(home, client):
    for address in ("/search/", "/search/?utm_source=a-poster"):
        page = get_page(client, address)
        assert not page.select("meta[name=robots]")
        assert page.select_one("meta[name=description]")["content"]
        canonical = page.select_one("link[rel=canonical]")["href"]
        assert canonical == "http://localhost/search/"
        assert page.select_one("meta[property='og:image']")["content"]


def test_search__begins_with_an_empty_form(home, client):
    page = get_page(client, "/search/")
    assert texts(page, "main h2") == ["Look around"]
    form = page.find("form")
    assert (form["action"], form["method"]) == ("/search/", "get")
    assert form.find("label")["for"] == form.find("input")["id"]


def test_search__that_finds_nothing_leads_on(story, release, client):
    page = search(client, "elephants")
    links = [link["href"] for link in page.select(".ways-on a")]
    assert {"/", "/press/", story.url, release.url} <= set(links)


@pytest.mark.parametrize(
    "query",
    [
        "%00", "a%00b", "%22", "%22choir", "choir%27", "%27%22%5C", "*", "choir*", "-", "NOT",
        "choir%20AND", "(choir", "NEAR(choir)", "title%3Achoir", "%25", "50%25s%20choir",
        "%C3%28", "%F0%9F%8E%B5", "x" * 10_000, "choir%20" * 1_000, "%D9%91", "_", "a%0Ab",
        "%5E%24%7B%7D", "%E2%80%AE", "1e999", "%ED%A0%80",
    ],
)  # fmt: skip
def test_search__of_anything_is_answered(choir, client, query):
    assert client.get(f"/search/?q={query}").status_code == 200


@pytest.mark.parametrize(
    "parameters",
    [
        "type=nothing", "type=core.Partner", "year=x", "year=20200", "year=%00", "year=٢٠٢٠",
        "programme=%00", "programme=a%20b", "year=2020&year=2021", "q=again", "page=1&page=1", "type=wagtailcore.Page", "type=%00", "type=.", "page=0",
        "page=x", "page=%00", "page=99", "type=press.PressReleasePage&page=2",
    ],
)  # fmt: skip
def test_search__of_a_bad_kind_or_page_is_an_unknown_address(choir, client, parameters):
    assert client.get(f"/search/?q=choir&{parameters}").status_code == 404


def test_search__answers_readers_only(home, client):
    assert client.head("/search/?q=choir").status_code == 200
    assert client.post("/search/", {"q": "choir"}).status_code == 405


def test_search__costs_the_same_for_few_and_many_results(home, client):
    def queries(number: int) -> int:
        for _ in range(number):
            page = factories.StandardPageFactory(parent=home, introduction="A choir.")
            page.body = every_block(page)
            page.save_revision().publish()
        cache.clear()
        Site.get_site_root_paths()
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/search/?q=choir").status_code == 200
        return len(captured)

    queries(1)
    assert queries(4) == queries(6)


def test_search__makes_few_queries_whatever_is_found(
    home, edition, editions, press, client
):
    make = factories.PressReleasePageFactory
    pages = [home, edition, editions, press, make(parent=press)]
    pages += [factories.EventStoryPageFactory(parent=edition)]
    pages += [factories.StandardPageFactory(parent=home)]
    for page in pages:
        page.introduction = "A choir."
        if hasattr(page, "body"):
            page.body = every_block(page)
        page.save_revision().publish()
    for url in ("/search/?q=choir", "/search/?q=chior", "/search/?q=choir&year=2022"):
        assert client.get(url).status_code == 200
        cache.clear()
        Site.get_site_root_paths()
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        assert len(captured) <= MOST, url


@pytest.mark.skipif(connection.vendor != "postgresql", reason="an index of PostgreSQL")
@pytest.mark.parametrize(
    "path", ["/search/?q=harmonium", "/api/v2/pages/?search=harmonium"]
)
def test_search__finds_words_by_an_index(choir, client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    searches = [query["sql"] for query in captured if "to_tsquery" in query["sql"]]
    assert searches
    asked = re.compile(r'\((\S+)\."title" \|\| \1\."body"\) @@ ')
    assert [sql for sql in searches if not asked.search(sql)] == []
    with connection.cursor() as cursor:
        # Of a few rows PostgreSQL would rather read all.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM wagtailsearch_indexentry"
            " WHERE (title || body) @@ to_tsquery('a')"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "search_entry_text" in plan
