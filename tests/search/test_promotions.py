"""What editors put on top of the results."""

from __future__ import annotations

from wagtail.contrib.search_promotions.models import Query, SearchPromotion

import pytest

from cms.accounts import groups
from home.models import HomePage
from tests import factories
from tests.accounts.conftest import make_user
from tests.hidden import draft, embargoed
from tests.search.test_search import search
from tests.test_html.documents import texts


def promote(query: str, page=None, **values) -> SearchPromotion:
    return SearchPromotion.objects.create(query=Query.get(query), page=page, **values)


def test_promotion__stands_above_the_results(home, client):
    page = factories.StandardPageFactory(parent=home, title="Volunteer with us")
    promote("Job", page, description="How to help.")
    promote("job", external_link_url="https://a.example/", external_link_text="Jobs")
    found = search(client, "JÓB")
    assert texts(found, ".promoted h3") == ["Volunteer with us", "Jobs"]
    assert texts(found, ".promoted p") == ["How to help."]
    links = [link["href"] for link in found.select(".promoted a")]
    assert links == [page.url, "https://a.example/"]
    assert not search(client, "jobs").select(".promoted")


@pytest.mark.parametrize("hide", [draft, embargoed])
def test_promotion__of_a_hidden_page_is_not_shown(edition, client, hide):
    promote("job", hide(edition, title="Secret"), description="Secret")
    assert "Secret" not in client.get("/search/?q=job").content.decode()


def test_promotion__of_a_page_in_another_language_is_not_shown(arabic_home, client):
    promote("job", arabic_home)
    assert not search(client, "job").select(".promoted")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_promotion__ends_the_answers_that_are_kept(settings, client):
    settings.RESPONSE_CACHE_MB = 8
    home = HomePage.objects.get()
    assert not search(client, "job").select(".promoted")
    promotion = promote("job", home)
    assert search(client, "job").select(".promoted")
    promotion.delete()
    assert not search(client, "job").select(".promoted")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "may"),
    [(groups.EDITORS, False), (groups.MODERATORS, True), (groups.ADMINISTRATORS, True)],
)
def test_promotions__are_for_those_who_publish(client, name, may):
    client.force_login(make_user("p", name))
    response = client.get("/admin/searchpicks/", follow=True)
    assert (response.request["PATH_INFO"] == "/admin/searchpicks/") == may
