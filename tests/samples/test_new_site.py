"""Loading into a site that is new, or holds something else."""

from __future__ import annotations

from django.core.management import CommandError, call_command

from wagtail.models import Page, Site

import pytest

from cms.samples.builder import SampleContentError
from cms.samples.loader import load, name_site
from tests import factories
from tests.samples.tables import rows


pytestmark = pytest.mark.django_db


def test_load__leaves_a_home_page_that_is_in_use(home, small_pictures):
    home.introduction = "Ours"
    home.save_revision().publish()

    load(small_pictures)

    home.refresh_from_db()
    assert home.introduction == "Ours"
    assert not home.body
    assert Page.objects.filter(url_path="/home/refugee-week/2024/", live=True).exists()


def test_load__refuses_a_page_of_another_type_in_its_place(home, small_pictures):
    factories.StandardPageFactory(parent=home, title="Our press", slug="press")
    before = rows()

    with pytest.raises(SampleContentError, match=r"“Our press” \(/press/, en\)"):
        load(small_pictures)

    assert rows() == before


def test_load__refuses_a_second_index_of_editions(home, small_pictures):
    factories.EditionIndexPageFactory(parent=home, slug="editions")

    with pytest.raises(SampleContentError, match="EditionIndexPage"):
        load(small_pictures)


def test_load__refuses_a_site_without_our_home_page(home, small_pictures):
    root = Page.get_first_root_node()
    other = root.add_child(instance=Page(title="Welcome", slug="welcome"))
    Site.objects.update(root_page=other)

    with pytest.raises(SampleContentError, match="migrate"):
        load(small_pictures)


def test_command__ends_with_an_error_where_content_is_in_the_way(home):
    factories.StandardPageFactory(parent=home, slug="press")

    with pytest.raises(CommandError, match="empty site"):
        call_command("load_sample_content")


@pytest.mark.parametrize(
    ("base_url", "hostname", "port"),
    [
        ("http://localhost:8765", "localhost", 8765),
        ("http://press.example.org", "press.example.org", 80),
        ("https://press.example.org", "press.example.org", 443),
    ],
)
def test_name_site__takes_the_address_from_base_url(
    home, settings, base_url, hostname, port
):
    settings.BASE_URL = base_url
    site = Site.objects.get()

    name_site(site)

    site.refresh_from_db()
    assert (site.hostname, site.port) == (hostname, port)
    assert site.site_name == "Refugee Week at IOM UK"
