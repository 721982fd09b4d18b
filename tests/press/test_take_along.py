"""A release as plain text and as a press kit."""

from __future__ import annotations

import io
from zipfile import ZipFile

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from wagtail.models import Collection, CollectionViewRestriction

import pytest
from bs4 import BeautifulSoup

from press.models import ReleaseAttachment, ReleaseContact
from tests import factories
from tests.hidden import restrict
from tests.test_html.conftest import add_text, arabic_home


__all__ = ["arabic_home"]
pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="Does not depend on the database."
)


@pytest.fixture
def full(press, home):
    """A release with all that it can have."""
    picture = factories.ImageFactory(
        description="A choir / ../ sings", credit="IOM UK / A. Khan"
    )
    inside = factories.ImageFactory(
        title="IMG 7.JPG", description="", licence="all-rights-reserved"
    )
    release = factories.PressReleasePageFactory(parent=press, title="A choir sings")
    release.image = picture
    release.body = [
        (
            "paragraph",
            "<p>First of all, a long line. " + "Word " * 30 + "</p><p>Two</p>",
        ),
        ("image", {"image": inside, "decorative": True, "alt_text": "", "caption": ""}),
        ("paragraph", "<ul><li>One thing</li><li>Another &amp; more</li></ul>"),
    ]
    release.notes_to_editors = "<p>Held each June.</p>"
    contact = factories.PressContactFactory(name="Office", phone="+44 20 7946 0000")
    release.release_contacts = [ReleaseContact(contact=contact)]
    document = factories.DocumentFactory(title="The programme")
    release.release_attachments = [ReleaseAttachment(document=document)]
    release.save_revision().publish()
    release.refresh_from_db()
    add_text(home, boilerplate="<p>We work for migrants.</p>")
    return release


def kit(release, client=None):
    """Return the files of a kit by their name below its folder."""
    response = (client or Client()).get(f"{release.url}kit.zip")
    assert response.status_code == 200
    body = b"".join(response)
    with ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert all(name.startswith(f"{release.slug}/") for name in names)
        return {name.partition("/")[2]: archive.read(name) for name in names}


def test_text__has_all_of_a_release_in_short_lines(full):
    response = Client().get(f"{full.url}text/")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert f'<{full.full_url}>; rel="canonical"' in response.headers["Link"]
    text = response.text
    assert all(len(line) <= 72 for line in text.splitlines() if "://" not in line)
    wanted = [
        "IOM UK\nPress release\n",
        "A choir sings\n=============\n",
        "London, 15 June 2020",
        full.introduction,
        "First of all, a long line.",
        "\n\nTwo\n\n",
        "• One thing\n• Another & more",
        "\nEnds\n",
        "Notes to editors\n================\n\nHeld each June.",
        "We work for migrants.",
        "Office\nIOM UK\n+44 20 7946 0000\npress@example.org",
        "The programme\nhttp",
        full.full_url,
    ]
    places = [text.index(part) for part in wanted]
    assert places == sorted(places)


def test_text__of_a_page_in_arabic_is_arabic(arabic_release):
    text = Client().get(f"{arabic_release.url}text/").text
    assert "بيان صحفي" in text
    assert "Ends" not in text


@pytest.fixture
def arabic_release(press, release, arabic_home):
    for page in (press, release):
        arabic = page.copy_for_translation(arabic_home.locale)
        arabic.save_revision().publish()
    return type(release).objects.get(locale=arabic_home.locale)


def test_kit__has_text_page_pictures_with_licences_documents_and_contacts(full):
    files = kit(full)
    assert list(files) == [
        "release.txt",
        "release.html",
        "contacts.txt",
        "images/licences.txt",
        "images/01-a-choir-sings.png",
        "images/02-img-7jpg.png",
        "documents/01-the-programme.pdf",
    ]
    assert files["release.txt"] == Client().get(f"{full.url}text/").content
    assert files["images/01-a-choir-sings.png"] == full.image.file.read()
    assert files["documents/01-the-programme.pdf"].startswith(b"%PDF")
    licences = files["images/licences.txt"].decode()
    assert (
        "01-a-choir-sings.png\nA choir / ../ sings\nCredit: IOM UK / A. Khan"
        in licences
    )
    assert "Creative Commons Attribution 4.0 (CC-BY-4.0)" in licences
    assert "All rights reserved (all-rights-reserved)" in licences
    assert "+44 20 7946 0000" in files["contacts.txt"].decode()


def test_kit__has_a_page_that_shows_the_pictures_beside_it(full):
    files = kit(full)
    page = BeautifulSoup(files["release.html"], "html5lib")
    assert page.h1.text == full.title
    sources = [image["src"] for image in page.find_all("img")]
    assert sources
    assert all(source in files for source in sources)
    assert not page.find_all(["script", "style", "iframe"])
    assert all(
        "://" in link["href"] or ":" in link["href"] for link in page.select("a")
    )


def test_kit__is_the_same_bytes_and_has_a_validator(full):
    url = f"{full.url}kit.zip"
    first, second = Client().get(url), Client().get(url)
    assert b"".join(first) == b"".join(second)
    assert first.headers["Content-Type"] == "application/zip"
    assert "attachment" in first.headers["Content-Disposition"]
    assert first.headers["Cache-Control"] == (
        "public, max-age=0, s-maxage=0, must-revalidate"
    )
    etag = first.headers["ETag"]
    again = Client().get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    head = Client().head(url)
    assert (head.status_code, head.headers["ETag"]) == (200, etag)
    full.title = "Another title"
    full.save_revision().publish()
    changed = Client().get(url, headers={"If-None-Match": etag})
    assert changed.status_code == 200


def test_kit__leaves_out_files_that_are_not_for_everybody(full):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type="login"
    )
    (row,) = full.release_attachments.all()
    for file in (full.image, row.document):
        file.collection = private
        file.save()
    names = kit(full)
    assert [name for name in names if name.startswith(("documents/", "images/01"))] == [
        "images/01-img-7jpg.png"
    ]
    assert row.document.url not in Client().get(f"{full.url}text/").text


@pytest.mark.parametrize("form", ["text/", "kit.zip"])
def test_forms__are_hidden_gone_and_restricted_like_their_page(full, press, form):
    url = f"{full.url}{form}"
    restriction = restrict(full)
    response = Client().get(url)
    assert response.status_code == Client().get(full.url).status_code
    assert not response.headers["Content-Type"].startswith(
        ("text/plain", "application")
    )
    assert "no-store" in response.headers["Cache-Control"]
    restriction.delete()
    full.unpublish()
    assert Client().get(url).status_code == 410
    hidden = factories.PressReleasePageFactory(parent=press, live=False)
    secret, never = (
        Client().get(f"/press/{slug}/{form}") for slug in (hidden.slug, "never-was")
    )
    assert secret.status_code == never.status_code == 404
    assert dict(secret.headers) == dict(never.headers)


def test_kit_of_a_restricted_page__is_kept_nowhere(full, django_user_model):
    restrict(full, "groups")
    reader = django_user_model.objects.create_user("reader", password="a")
    reader.groups.set(Group.objects.all())
    client = Client()
    client.force_login(reader)
    response = client.get(f"{full.url}kit.zip")
    assert response.status_code == 200
    assert "private, no-store" in response.headers["Cache-Control"]


def test_page__leads_to_text_and_kit(full):
    page = Client().get(full.url).text
    for form in ("text/", "kit.zip"):
        assert f'href="{full.url}{form}"' in page
