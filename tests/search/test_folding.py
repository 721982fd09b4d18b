from __future__ import annotations

from urllib.parse import quote

import pytest

from cms.core.folding import fold, folded_words
from search.extracts import cut, highlight
from tests import factories
from tests.search.test_search import titles
from tests.test_html.documents import get_page, texts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Beyoncé", "beyonce"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("smørrebrød", "smorrebrod"),
        ("أُسْبُوع", "اسبوع"),
        ("آلاء إلى ٱلله", "الاء الي الله"),
        ("مدرسة", "مدرسه"),
        ("مصطفى", "مصطفي"),
        ("الســلام", "السلام"),
        ("٢٠٢٢", "2022"),
        ("हिन्दी", "हिन्दी"),
        ("がく", "がく"),
    ],
)
def test_fold__leaves_out_what_people_do_not_type(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded


def test_folded_words__are_taken_apart_at_signs():
    assert folded_words("Co-host’s “65,000” a_b") == [
        "co", "host", "s", "65", "000", "a", "b",
    ]  # fmt: skip


def test_highlight__marks_words_by_their_beginnings():
    marked = "my <mark>Art</mark>, an <mark>artist</mark>, no heart"
    assert highlight("my Art, an artist, no heart", ["art"]) == marked
    assert highlight("شارع أُسبوع", ["اسبوع"]) == "شارع <mark>أُسبوع</mark>"
    assert highlight("naïve & <b>", ["naive"]) == "<mark>naïve</mark> &amp; &lt;b&gt;"
    assert highlight("art", []) == "art"


def test_cut__keeps_whole_words():
    text = f"{'many words ' * 30}أُسبوع {'and more ' * 40}"
    piece = cut(text, ["اسبوع"])
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert set(piece.split()) <= {*text.split(), "…"}


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Beyoncé sings", "BEYONCE"),
        ("Beyonce sings", "beyoncé"),
        ("A café-concert", "cafe concert"),
        ("In 2022: 65,000 people", "65,000"),
    ],
)
def test_search__finds_with_and_without_accents(home, client, title, query):
    factories.StandardPageFactory(parent=home, title=title)
    page = get_page(client, f"/search/?q={quote(query)}")
    assert titles(page) == [title]
    assert page.select(".results mark")


@pytest.mark.parametrize(
    "query", ["اسبوع", "أسبوع", "إسبوع", "أُسْبوع", "أســبوع", "اللاجئين", "اللاجيين"]
)
def test_search__finds_arabic_however_it_is_typed(arabic_home, client, query):
    page = get_page(client, f"/ar/search/?q={quote(query)}")
    assert titles(page) == ["أسبوع اللاجئين"]
    assert texts(page, ".results h3 mark")


def test_search__of_the_api_and_the_admin_folds_too(home, client, admin_client):
    factories.StandardPageFactory(parent=home, title="Beyoncé sings")
    found = client.get("/api/v2/pages/?search=beyonce").json()
    assert [item["title"] for item in found["items"]] == ["Beyoncé sings"]
    assert (
        "Beyoncé sings"
        in admin_client.get("/admin/pages/search/?q=Beyonce").content.decode()
    )
    for query in ("***", '"***"', 'x "***"', "-"):
        url = f"/admin/pages/search/?q={quote(query)}"
        assert admin_client.get(url).status_code == 200
