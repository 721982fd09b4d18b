from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Locale

import pytest
import time_machine

from cms.core.first_few import first_few
from refugeeweek.models import EditionIndexPage, EditionPage, EventStoryPage
from tests import factories


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def errors_of(page) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    return caught.value.message_dict


def test_tree__index_edition_story(editions, edition, story):
    assert EditionIndexPage.allowed_subpage_models() == [EditionPage]
    assert EditionPage.allowed_parent_page_models() == [EditionIndexPage]
    assert EditionPage.allowed_subpage_models() == [EventStoryPage]
    assert EventStoryPage.allowed_subpage_models() == []
    assert story.url == "/refugee-week/2022/living-library/"


def test_edition__takes_its_slug_from_the_year(edition):
    edition.slug = "something-else"
    edition.year = 2023
    edition.full_clean()
    assert edition.slug == "2023"


def test_edition__may_lack_theme_and_dates(editions):
    edition = factories.EditionPageFactory(parent=editions, year=2017, theme="")
    edition.full_clean()
    assert (edition.theme, edition.start_date) == ("", None)


@pytest.mark.parametrize(
    ("start", "end", "field", "words"),
    [
        ("2022-06-20", None, "end_date", "both days"),
        (None, "2022-06-26", "start_date", "both days"),
        ("2022-06-26", "2022-06-20", "end_date", "before the first"),
        ("2021-06-20", "2022-06-26", "start_date", "not in 2022"),
        ("2022-06-20", "2023-06-26", "end_date", "not in 2022"),
    ],
)
def test_edition__refuses_wrong_dates(edition, start, end, field, words):
    edition.start_date = start and day(start)
    edition.end_date = end and day(end)
    errors = errors_of(edition)
    assert list(errors) == [field]
    assert words in errors[field][0]


@pytest.mark.parametrize(("start", "end"), [("20", "26"), ("20", "20")])
def test_edition__accepts_right_dates(edition, start, end):
    edition.start_date = day(f"2022-06-{start}")
    edition.end_date = day(f"2022-06-{end}")
    edition.save()
    edition.refresh_from_db()
    assert edition.start_date <= edition.end_date


@pytest.mark.parametrize("year", [1997, 2101])
def test_edition__refuses_years_out_of_range(edition, year):
    edition.year = year
    assert "year" in errors_of(edition)


def test_edition__is_one_for_each_year_and_language(editions, edition):
    twin = factories.EditionPageFactory.build(year=2022, slug="2022")
    twin.locale = edition.locale
    assert "edition of this year" in str(errors_of(twin)["year"])
    twin.locale = Locale.objects.get(language_code="ar")
    twin.clean()


def current_edition():
    (edition,) = first_few(
        EditionPage, "current_first", "en", 1, today=timezone.localdate()
    )
    return edition


@pytest.mark.parametrize(
    ("today", "year"),
    [
        ("2023-06-01", 2023),
        ("2023-06-25", 2023),
        ("2023-07-01", 2024),
        ("2030-01-01", 2024),
    ],
)
def test_current_edition__follows_the_calendar(editions, today, year):
    for edition_year in (2022, 2023, 2024):
        factories.EditionPageFactory(
            parent=editions,
            year=edition_year,
            start_date=day(f"{edition_year}-06-19"),
            end_date=day(f"{edition_year}-06-25"),
        )
    with time_machine.travel(f"{today} 12:00+01:00"):
        assert current_edition().year == year


def test_current_edition__without_dates_is_the_newest(editions):
    for year in (2019, 2024, 2022):
        factories.EditionPageFactory(parent=editions, year=year)
    assert current_edition().year == 2024


def test_edition__may_have_an_alias_which_is_no_second_edition(editions, edition):
    index = factories.EditionIndexPageFactory(
        parent=editions.get_parent(), slug="archive"
    )
    alias = edition.create_alias(parent=index)
    alias.full_clean()
    edition.full_clean()
    assert (alias.year, alias.alias_of_id) == (edition.year, edition.pk)


@pytest.mark.parametrize("alias", ["", "on"])
def test_copying__leads_to_the_form_of_a_new_edition(edition, admin_client, alias):
    response = admin_client.post(
        reverse("wagtailadmin_pages:copy", args=[edition.pk]),
        {
            "new_title": "Refugee Week 2023",
            "new_slug": "2023",
            "new_parent_page": edition.get_parent().pk,
            "alias": alias,
        },
        follow=True,
    )
    assert EditionPage.objects.get() == edition
    assert response.status_code == 200
    assert "belongs to its year" in response.content.decode()
    assert response.context["page_class"] is EditionPage
