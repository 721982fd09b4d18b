"""Pictures, documents and snippets are public while a public page shows them."""

from __future__ import annotations

from django.utils import timezone

from wagtail.models import CollectionViewRestriction, PageViewRestriction

import pytest
from wagtail_factories import CollectionFactory

from cms.core.models import CustomDocument, CustomImage, Partner, SiteSettings
from cms.core.usage import in_use
from refugeeweek.models import Contributor, Partnership, Programme
from tests import factories


@pytest.fixture
def image(db):
    return factories.ImageFactory()


@pytest.fixture
def document(db):
    return factories.DocumentFactory()


def shown(model) -> set[int]:
    return set(in_use(model.objects.all()).values_list("pk", flat=True))


def test_image__in_a_field(story, image):
    assert shown(CustomImage) == set()
    story.image = image
    story.save()
    assert shown(CustomImage) == {image.pk}


def test_image__in_a_body(home, image):
    picture = {"image": image, "alt_text": "", "decorative": True, "caption": ""}
    body = [("gallery", {"pictures": [picture, picture]})]
    factories.StandardPageFactory(parent=home, body=body)
    assert shown(CustomImage) == {image.pk}


def test_image__of_a_partner_in_an_inline_row(story, image):
    partner = factories.PartnerFactory(logo=image)
    assert shown(CustomImage) == shown(Partner) == set()
    story.partnerships = [Partnership(partner=partner)]
    story.save()
    assert shown(CustomImage) == {image.pk}
    assert shown(Partner) == {partner.pk}


def test_image__of_a_partner_in_a_body(home, image):
    partner = factories.PartnerFactory(logo=image)
    body = [("partners", {"heading": "", "partners": [partner]})]
    factories.StandardPageFactory(parent=home, body=body)
    assert shown(CustomImage) == {image.pk}
    assert shown(Partner) == {partner.pk}


def test_files__of_a_person(story, image, document):
    link = f'<a linktype="document" id="{document.pk}">file</a>'
    person = factories.PersonFactory(image=image, biography=link)
    story.contributors = [Contributor(person=person)]
    story.save()
    assert shown(CustomImage) == {image.pk}
    assert shown(CustomDocument) == {document.pk}


def test_document__linked_in_rich_text(home, document):
    link = f'<a linktype="document" id="{document.pk}">file</a>'
    factories.StandardPageFactory(parent=home, body=[("paragraph", link)])
    assert shown(CustomDocument) == {document.pk}


def test_document__linked_in_the_text_on_every_release(home, document):
    settings = SiteSettings.objects.create(site=home.get_site())
    settings.texts.create(
        locale=home.locale,
        organisation_name="IOM UK",
        boilerplate=f'<a linktype="document" id="{document.pk}">About</a>',
    )
    settings.save()
    assert shown(CustomDocument) == {document.pk}


def test_programme__of_a_story(story):
    story.programme = factories.ProgrammeFactory()
    factories.ProgrammeFactory()
    story.save()
    assert shown(Programme) == {story.programme_id}


def test_image__of_a_draft_that_is_newer_than_the_published_page(story, image):
    published = factories.ImageFactory()
    story.image = published
    story.save_revision().publish()
    story.refresh_from_db()
    story.image = image
    story.save_revision()
    assert shown(CustomImage) == {published.pk}


@pytest.mark.parametrize("state", ["draft", "embargoed", "expired", "restricted"])
def test_image__of_a_hidden_page(story, image, client, state):
    story.image = image
    if state == "draft":
        story.live = False
    elif state == "embargoed":
        story.go_live_at = timezone.now() + timezone.timedelta(hours=1)
    elif state == "expired":
        story.expire_at = timezone.now() - timezone.timedelta(hours=1)
    else:
        PageViewRestriction.objects.create(
            page=story.get_parent(), restriction_type=PageViewRestriction.LOGIN
        )
    story.save()
    assert shown(CustomImage) == set()
    assert client.get("/api/v2/images/").json()["items"] == []
    assert client.get(f"/api/v2/images/{image.pk}/").status_code == 404
    assert client.get(f"/api/v2/images/find/?id={image.pk}").status_code == 404


def test_image__in_a_private_collection(story, client):
    collection = CollectionFactory(parent=None)
    inner = collection.add_child(name="inner")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    story.image = factories.ImageFactory(collection=inner)
    story.save()
    assert client.get("/api/v2/images/").json()["items"] == []


def test_in_use__costs_a_fixed_number_of_queries(story, django_assert_max_num_queries):
    shown(CustomImage)
    for _ in range(5):
        factories.EventStoryPageFactory(
            parent=story.get_parent(), image=factories.ImageFactory()
        )
    with django_assert_max_num_queries(2):  # view restrictions, and the answer
        assert len(shown(CustomImage)) == 5


def test_redirect__leads_to_an_absolute_address(story, client):
    from wagtail.contrib.redirects.models import Redirect

    Redirect.add_redirect("/old", redirect_to=story, is_permanent=False)
    (item,) = client.get("/api/v2/redirects/").json()["items"]
    assert item["old_path"] == "/old"
    assert item["location"] == f"http://localhost/refugee-week/2022/{story.slug}/"
    assert item["is_permanent"] is False
    found = client.get("/api/v2/redirects/find/?html_path=/old/", follow=True)
    assert found.json() == item
