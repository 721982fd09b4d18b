"""Who gets which picture or document, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from django.contrib.auth.models import Group, Permission, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    PageViewRestriction,
)
from wagtail.users.models import UserProfile

import pytest
import time_machine

from cms.core.models import CustomImage
from refugeeweek.models import Contributor, Partnership
from tests import factories
from tests.factories.core import picture


NOW = datetime(2026, 6, 19, 12, 0, tzinfo=UTC)
#: Django hides a form's token in each page anew, and each answer has its date.
VARYING = {"date"}


@pytest.fixture
def image(db):
    return factories.ImageFactory()


@pytest.fixture
def document(db):
    return factories.DocumentFactory()


@pytest.fixture
def shown_image(story, image):
    """A picture on a public page."""
    story.image = image
    story.save()
    return image


def shown_document(home, document):
    link = f'<a linktype="document" id="{document.pk}">file</a>'
    return factories.StandardPageFactory(parent=home, body=[("paragraph", link)])


def body(response) -> bytes:
    return b"".join(response)


def addresses(image) -> list[str]:
    return [image.file.url, *(r.url for r in image.renditions.all())]


def answer(response) -> tuple:
    """Return all that a reader learns from an answer."""
    headers = {k: v for k, v in response.headers.items() if k.lower() not in VARYING}
    return response.status_code, headers, body(response)


def editor(*permissions: str) -> Client:
    """Return the browser of somebody with these rights on all files."""
    user = User.objects.create_user("amina")
    group = Group.objects.create(name="Editors of files")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in permissions:
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(
                codename=codename,
                content_type__app_label__in=["wagtailimages", "wagtaildocs"],
            ),
        )
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


# What the public gets ----------------------------------------------------------


def test_media__original_of_a_shown_picture(client, shown_image):
    response = client.get(shown_image.file.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert body(response) == default_storage.open(shown_image.file.name).read()


def test_media__each_rendition_has_its_own_type(client, shown_image):
    types = set()
    for rendition in shown_image.renditions.all():
        response = client.get(rendition.url)
        assert response.status_code == 200
        types.add(response["Content-Type"])
    assert types == {"image/avif", "image/webp", "image/jpeg"}


def test_media__of_a_partner_and_of_a_person(client, story):
    logo, portrait = factories.ImageFactory(), factories.ImageFactory()
    partner = factories.PartnerFactory(logo=logo)
    person = factories.PersonFactory(image=portrait)
    assert client.get(logo.file.url).status_code == 404
    story.partnerships = [Partnership(partner=partner)]
    story.contributors = [Contributor(person=person)]
    story.save()
    assert client.get(logo.file.url).status_code == 200
    assert client.get(portrait.file.url).status_code == 200


def test_media__runs_nothing_and_sets_no_cookie(client, shown_image):
    response = client.get(shown_image.file.url)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Vary" not in response
    assert not response.cookies


def test_media__head_has_length_and_no_body_and_post_is_refused(client, shown_image):
    url = shown_image.file.url
    response = client.head(url)
    assert body(response) == b""
    assert response["Content-Length"] == str(shown_image.file.size)
    assert response["Content-Type"] == "image/png"
    assert client.post(url).status_code == 405


def test_media__costs_a_fixed_number_of_queries(
    client, shown_image, story, django_assert_num_queries
):
    url = shown_image.renditions.first().url
    client.get(url)
    for _ in range(10):
        factories.EventStoryPageFactory(parent=story.get_parent(), image=shown_image)
    with django_assert_num_queries(2):  # the file, and the next expiry
        assert client.get(url).status_code == 200


def test_media__refused_costs_what_an_unknown_address_does(client, image):
    def queries(url):
        with CaptureQueriesContext(connection) as context:
            assert client.get(url).status_code == 404
        return len(context)

    unknown = "/media/original_images/nothing/picture.png"
    queries(unknown)
    assert queries(image.file.url) == queries(unknown)


# How long it may be kept ---------------------------------------------------------


def test_media__may_be_kept_for_minutes_by_browsers_only(client, shown_image):
    response = client.get(shown_image.file.url)
    assert (
        response["Cache-Control"] == "public, max-age=300, s-maxage=0, must-revalidate"
    )


def test_media__is_not_kept_beyond_the_expiry_of_its_page(client, shown_image, story):
    story.expire_at = NOW + timedelta(seconds=42, milliseconds=500)
    story.save()
    with time_machine.travel(NOW, tick=False):
        response = client.get(shown_image.file.url)
        assert "max-age=42," in response["Cache-Control"]
    with time_machine.travel(NOW - timedelta(hours=1), tick=False):
        response = client.get(shown_image.file.url)
        assert "max-age=300," in response["Cache-Control"]


def test_media__known_already_is_not_sent_again(client, shown_image):
    url = shown_image.file.url
    etag = client.get(url)["ETag"]
    response = client.get(url, headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert body(response) == b""
    assert response["ETag"] == etag
    assert "max-age=300" in response["Cache-Control"]


def test_media__known_already_is_refused_once_it_is_not_public(
    client, shown_image, story
):
    url = shown_image.file.url
    etag = client.get(url)["ETag"]
    story.unpublish()
    right = client.get(url, headers={"If-None-Match": etag})
    wrong = client.get(url, headers={"If-None-Match": '"x"'})
    assert right.status_code == 404
    assert answer(right) == answer(wrong)


# What it closes at the next request ----------------------------------------------


def hide(story, image, how: str) -> None:
    """Take the public's right to `story` or to its picture."""
    if how == "unpublished":
        story.unpublish()
    elif how == "deleted":
        story.delete()
    elif how == "expired":
        story.expire_at = NOW
        story.save()
    elif how == "embargoed":
        story.go_live_at = NOW + timedelta(seconds=1)
        story.save()
    elif how == "restricted above":
        PageViewRestriction.objects.create(
            page=story.get_parent(), restriction_type=PageViewRestriction.LOGIN
        )
    elif how == "without the picture":
        story.image = None
        story.save()
    else:
        above = Collection.get_first_root_node().add_child(name="Private")
        CollectionViewRestriction.objects.create(
            collection=above, restriction_type=CollectionViewRestriction.PASSWORD
        )
        image.collection = above.add_child(name="Below")
        image.save()


WAYS = [
    "unpublished",
    "deleted",
    "expired",
    "embargoed",
    "restricted above",
    "without the picture",
    "private collection",
]


@pytest.mark.parametrize("how", WAYS)
def test_media__closes_at_the_next_request(client, shown_image, story, how):
    with time_machine.travel(NOW, tick=False):
        urls = addresses(shown_image)
        assert {client.get(url).status_code for url in urls} == {200}
        hide(story, shown_image, how)
        assert {client.get(url).status_code for url in urls} == {404}


def test_media__expires_by_the_clock_alone(client, shown_image, story):
    story.expire_at = NOW + timedelta(seconds=1)
    story.save()
    url = shown_image.file.url
    with time_machine.travel(NOW, tick=False) as clock:
        assert client.get(url).status_code == 200
        clock.shift(1)
        assert client.get(url).status_code == 404


def test_media__goes_on_while_another_page_shows_it(client, shown_image, story):
    factories.EventStoryPageFactory(parent=story.get_parent(), image=shown_image)
    story.unpublish()
    assert client.get(shown_image.file.url).status_code == 200


def test_media__of_a_draft_over_a_public_page(client, story, shown_image):
    new = factories.ImageFactory()
    story.image = new
    revision = story.save_revision()
    assert client.get(new.file.url).status_code == 404
    assert client.get(shown_image.file.url).status_code == 200
    revision.publish()
    assert client.get(new.file.url).status_code == 200
    assert client.get(shown_image.file.url).status_code == 404


# What a refusal tells -------------------------------------------------------------


def test_media__refused_is_an_unknown_address(client, image, document):
    unknown = answer(client.get("/media/original_images/nothing/picture.png"))
    assert unknown[0] == 404
    for url in addresses(image):
        assert answer(client.get(url)) == unknown
    missing = answer(client.get(f"/documents/{document.pk + 1}/programme.pdf"))
    assert answer(client.get(document.url)) == missing
    assert unknown[2] == b"Not found\n"  # cheap: pages ask for many pictures


def test_media__refused_to_an_editor_is_an_unknown_address(db, image):
    client = editor()
    refused = client.get(image.file.url)
    unknown = client.get("/media/original_images/nothing/picture.png")
    assert refused.status_code == 404
    assert answer(refused) == answer(unknown)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "images",
        "images/",
        "original_images/",
        "avatar_images/",
        "documents/",
        "images/no-such-file.png",
        "images/../documents/secret/report.pdf",
        "images/../../outside.txt",
        "images//etc/passwd",
        "../images/x",
        "/etc/passwd",
        "images/%00",
        "images/%2e%2e/documents/secret/report.pdf",
        "images/..%2fdocuments/secret/report.pdf",
        "images/" + "x" * 5000,
    ],
)
@pytest.mark.parametrize("logged_in", [False, True])
def test_media__nothing_else(client, admin_client, path, logged_in):
    default_storage.save("documents/secret/report.pdf", ContentFile(b"secret"))
    response = (admin_client if logged_in else client).get(f"/media/{path}")
    assert response.status_code == 404


def test_media__whose_file_is_lost_is_an_unknown_address(client, shown_image):
    default_storage.delete(shown_image.file.name)
    assert client.get(shown_image.file.url).status_code == 404
    assert client.head(shown_image.file.url).status_code == 404


# Editors ----------------------------------------------------------------------------


@pytest.mark.parametrize("permission", ["choose_image", "change_image"])
def test_media__editor_sees_all_pictures(image, permission):
    client = editor(permission)
    for url in addresses(image):
        response = client.get(url)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert "Cookie" in response["Vary"]


def test_media__editor_of_documents_sees_no_pictures(image, document):
    client = editor("choose_document")
    assert client.get(image.file.url).status_code == 404
    assert client.get(document.url).status_code == 200


def test_media__visitor_with_an_account_sees_what_all_see(client, image):
    client.force_login(User.objects.create_user("visitor"))
    assert client.get(image.file.url).status_code == 404


def test_media__thumbnail_in_the_admin(admin_client, client, image):
    url = image.get_rendition("max-165x165").url
    assert url in admin_client.get("/admin/images/").content.decode()
    assert admin_client.get(url).status_code == 200
    assert client.get(url).status_code == 404


def test_media__portrait_of_an_editor_is_for_editors(client, admin_client):
    profile = UserProfile.objects.create(
        user=User.objects.create_user("jonas"),
        avatar=ContentFile(picture(), name="jonas.png"),
    )
    assert client.get(profile.avatar.url).status_code == 404
    assert admin_client.get(profile.avatar.url).status_code == 200


# Documents ---------------------------------------------------------------------------


def test_document__of_a_public_page_is_a_file_to_save(client, home, document):
    shown_document(home, document)
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="programme.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Length"] == str(document.file.size)
    assert body(response) == b"%PDF-1.4\n%%EOF\n"


def test_document__has_its_own_address_only(client, home, document):
    shown_document(home, document)
    assert client.get(f"/media/{document.file.name}").status_code == 404
    assert client.get(f"/documents/{document.pk}/other.pdf").status_code == 404
    assert client.get(f"/documents/{document.pk}/").status_code == 404


@pytest.mark.parametrize("key", ["0", "x", "-1", "9" * 19, "9" * 25, "9" * 5000, "%00"])
def test_document__with_a_strange_key_is_unknown(client, db, key):
    assert client.get(f"/documents/{key}/programme.pdf").status_code == 404


def test_document__closes_with_its_page_and_its_collection(client, home, document):
    page = shown_document(home, document)
    etag = client.get(document.url)["ETag"]
    known = {"headers": {"If-None-Match": etag}}
    assert client.get(document.url, **known).status_code == 304
    page.unpublish()
    assert client.get(document.url).status_code == 404
    assert client.get(document.url, **known).status_code == 404


def test_document__in_a_private_collection_is_unknown(client, home, document):
    shown_document(home, document)
    document.collection = Collection.get_first_root_node().add_child(name="Private")
    document.save()
    CollectionViewRestriction.objects.create(
        collection=document.collection,
        restriction_type=CollectionViewRestriction.LOGIN,
    )
    assert client.get(document.url).status_code == 404


def test_document__validator_says_nothing_of_the_content(client, home, document):
    shown_document(home, document)
    assert document.get_file_hash() not in client.get(document.url)["ETag"]


def test_document__head(client, home, document):
    shown_document(home, document)
    response = client.head(document.url)
    assert response.status_code == 200
    assert body(response) == b""
    assert response["Content-Length"] == str(document.file.size)
    assert client.post(document.url).status_code == 405


def test_document__name_in_another_script(client, home):
    document = factories.DocumentFactory(
        file=ContentFile(b"%PDF-1.4\n%%EOF\n", name="برنامج ٢٠٢٤.pdf")
    )
    shown_document(home, document)
    response = client.get(document.url)
    assert response.status_code == 200
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''")
    assert quote(document.filename) in disposition


def test_document__that_holds_html_is_plain_text(client, home):
    document = factories.DocumentFactory(
        file=ContentFile(b"<script>alert(1)</script>", name="notes.txt")
    )
    shown_document(home, document)
    response = client.get(document.url)
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"].startswith("attachment")


def test_image__used_nowhere_is_not_even_told_by_its_size(client, image):
    assert CustomImage.objects.count() == 1
    assert answer(client.head(image.file.url)) == answer(
        client.head("/media/original_images/nothing/picture.png")
    )
