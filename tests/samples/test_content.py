"""The sample content says what its sources say, and nothing more."""

from __future__ import annotations

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from wagtail.models import Page, ReferenceIndex, Site

import pytest

from cms.core.models import CustomImage, Partner, Person, SiteText
from cms.samples.library import PICTURES
from press.models import PressReleasePage, PressSettings
from refugeeweek.models import EditionPage, EventStoryPage, Programme, Venue


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_site")]

ENGLISH_PAGES = {
    "/",
    "/refugee-week/",
    *(f"/refugee-week/{year}/" for year in range(2017, 2025)),
    "/refugee-week/2017/singing-our-lives/",
    "/refugee-week/2019/one-city-many-stories/",
    "/refugee-week/2020/global-music-video/",
    "/refugee-week/2022/living-library/",
    "/refugee-week/2022/singing-our-lives-union-chapel/",
    "/refugee-week/2023/belongings/",
    "/refugee-week/2024/we-dare-to-dream/",
    "/press/",
    "/press/refugee-week-2020-global-music-video/",
    "/who-we-are/",
    "/our-work/",
    "/data-and-resources/",
    "/take-action/",
    "/2030-agenda/",
    "/privacy/",
    "/accessibility/",
}
ARABIC_PAGES = {
    "/ar/",
    "/ar/refugee-week/",
    "/ar/refugee-week/2020/",
    "/ar/refugee-week/2022/",
    "/ar/refugee-week/2022/singing-our-lives-union-chapel/",
    "/ar/press/",
    "/ar/press/refugee-week-2020-global-music-video/",
    "/ar/who-we-are/",
    "/ar/privacy/",
    "/ar/accessibility/",
}
#: Slug: (format, programme, dates, roles of partners, people)
STORIES = {
    "singing-our-lives": (
        "concert",
        "singing-our-lives",
        [],
        {
            ("together-productions", "host"),
            ("freedom-from-torture", "partner"),
            ("royal-opera-house", "partner"),
            ("improbable", "partner"),
            ("guildhall-school", "partner"),
        },
        [],
    ),
    "one-city-many-stories": (
        "discussion",
        None,
        [],
        {("mayor-of-bristol", "co_host"), ("bristol-refugee-festival", "co_host")},
        [],
    ),
    "global-music-video": (
        "online",
        "singing-our-lives",
        [],
        {("together-productions", "host"), ("i-speak-music", "partner")},
        ["Jim Pinchen", "Raghad Haddad", "Leslie Knott", "Ben Gregor"],
    ),
    "living-library": (
        "living_library",
        None,
        [(date(2022, 6, 24), "London", "London")],
        {("talent-beyond-boundaries", "partner"), ("fragomen", "partner")},
        [],
    ),
    "singing-our-lives-union-chapel": (
        "concert",
        "singing-our-lives",
        [(date(2022, 6, 26), "Union Chapel", "London")],
        {("together-productions", "partner"), ("union-chapel", "partner")},
        [],
    ),
    "belongings": (
        "exhibition",
        None,
        [(date(2023, 6, 23), "Asia House", "London")],
        {("action-for-sama", "partner"), ("asia-house", "venue")},
        ["Salem al-Atrash", "Waad Al-Kateab", "Dr Hamza Al-Kateab"],
    ),
    "we-dare-to-dream": (
        "screening",
        None,
        [
            (date(2024, 6, 18), "Ulster University", "Belfast"),
            (date(2024, 6, 21), "Museum of Home", "London"),
        ],
        {
            ("action-for-sama", "partner"),
            ("ulster-university", "venue"),
            ("museum-of-home", "venue"),
        },
        ["Waad Al-Kateab", "Ahmad Al-Rashid"],
    ),
}


def all_pages():
    return list(Page.objects.filter(depth__gt=1).specific())


def in_english(model):
    return model.objects.filter(locale__language_code="en")


def test_tree__has_the_promised_addresses():
    assert {page.url for page in all_pages()} == ENGLISH_PAGES | ARABIC_PAGES


def test_pages__are_published_and_nobodys_alias():
    for page in all_pages():
        assert page.live, page
        assert page.live_revision_id == page.latest_revision_id, page
        assert not page.has_unpublished_changes, page
        assert page.alias_of is None, page


def test_pages__answer_visitors(client):
    statuses = {page.url: client.get(page.url).status_code for page in all_pages()}

    assert set(statuses.values()) == {200}, statuses


def test_bodies__pass_the_editors_checks():
    for page in all_pages():
        if hasattr(page, "body"):
            page.body.stream_block.clean(page.body)


def test_bodies__check_can_fail():
    story = EventStoryPage.objects.get(slug="belongings")
    story.body.append(("heading", {"text": "Too deep", "level": "h4"}))

    with pytest.raises(ValidationError):
        story.body.stream_block.clean(story.body)


def test_links__all_lead_to_a_page_in_the_same_language():
    page_type = ContentType.objects.get_for_model(Page)
    for page in all_pages():
        prefix = "/ar/" if page.locale.language_code == "ar" else "/"
        references = ReferenceIndex.get_references_for_object(page)
        for reference in references.filter(to_content_type=page_type):
            target = Page.objects.get(pk=reference.to_object_id)
            assert target.locale == page.locale, page
            assert target.url.startswith(prefix)
        source = str(page.serializable_data())
        assert "page:" not in source, page


def test_editions__themes_only_where_known():
    themes = dict(in_english(EditionPage).values_list("year", "theme"))

    assert themes == {
        2017: "",
        2018: "",
        2019: "You, me and those who came before",
        2020: "",
        2021: "",
        2022: "Healing",
        2023: "",
        2024: "Our Home",
    }


def test_editions__have_no_invented_days():
    assert not EditionPage.objects.exclude(start_date=None, end_date=None).exists()


@pytest.mark.parametrize("slug", STORIES)
def test_story__gives_the_known_facts(slug):
    story = in_english(EventStoryPage).get(slug=slug)
    format_, programme, dates, roles, people = STORIES[slug]

    assert story.event_format == format_
    assert (story.programme and story.programme.slug) == programme
    assert [
        (row.start_date, row.venue.name, row.venue.city)
        for row in story.occurrences.all()
    ] == dates
    assert {(row.partner.slug, row.role) for row in story.partnerships.all()} == roles
    assert [row.person.name for row in story.contributors.all()] == people


@pytest.mark.parametrize("slug", STORIES)
def test_story__has_no_invented_detail(slug):
    story = in_english(EventStoryPage).get(slug=slug)

    for row in story.occurrences.all():
        assert (row.start_time, row.end_date, row.end_time) == (None, None, None)
        assert row.booking_url == ""
        assert row.status == "scheduled"


@pytest.mark.parametrize("slug", STORIES)
def test_story__is_a_real_one(slug):
    story = in_english(EventStoryPage).get(slug=slug)
    words = len(story.body_text.split())

    assert 250 <= words <= 500, words
    assert len({block.block_type for block in story.body}) >= 6
    assert story.introduction
    assert story.image


def test_rows__keep_their_ids_when_a_story_is_edited():
    for story in EventStoryPage.objects.all():
        draft = story.get_latest_revision_as_object()
        for relation in ("occurrences", "partnerships", "contributors"):
            live_ids = [row.pk for row in getattr(story, relation).all()]
            assert [row.pk for row in getattr(draft, relation).all()] == live_ids


def test_first_publication__lies_in_the_year_told_of():
    for edition in in_english(EditionPage):
        assert edition.first_published_at.year == edition.year
        for story in edition.get_children():
            assert story.first_published_at.year == edition.year


def test_programme__began_in_2017():
    assert in_english(Programme).get().since_year == 2017


def test_partners__have_no_invented_address_or_logo():
    assert in_english(Partner).count() == 15
    assert not Partner.objects.exclude(url="", logo=None).exists()


def test_people__have_no_biography_and_no_portrait():
    assert Person.objects.count() == 8
    assert not Person.objects.exclude(biography="", image=None).exists()


def test_venues__have_no_invented_place():
    for venue in Venue.objects.all():
        assert venue.city
        assert (venue.address, venue.latitude, venue.longitude) == ("", None, None)
        assert venue.access_information == ""


def test_release__leads_to_its_edition_and_stories():
    release = in_english(PressReleasePage).get()

    assert (release.date, release.location) == (date(2020, 6, 15), "London")
    assert release.edition.url == "/refugee-week/2020/"
    assert [page.slug for page in release.related_stories] == [
        "global-music-video",
        "singing-our-lives",
    ]
    assert [contact.email for contact in release.contacts] == [
        "press-office@example.org"
    ]


def test_press_settings__name_the_sample_contact():
    assert PressSettings.objects.get().default_contact.name == "IOM UK press office"


@pytest.mark.parametrize(
    ("language", "first", "groups"), [("en", "Refugee Week", 6), ("ar", "أسبوع", 3)]
)
def test_menu__has_groups_with_descriptions_and_links(language, first, groups):
    text = SiteText.of_site(Site.objects.get(), language)

    assert text.locale.language_code == language
    assert len(text.navigation) == groups
    assert text.navigation[0].value["label"].startswith(first)
    for group in text.navigation:
        assert group.value["description"]
        assert group.value["links"]
        assert all(link.href and link.text for link in group.value["links"])
    assert [link.value.href for link in text.footer_links]


def test_images__say_what_they_show_and_whose_they_are():
    images = list(CustomImage.objects.all())
    files = {path.stem for path in PICTURES.glob("*.jpg")}

    # The default picture of shared links belongs to the templates, not to a page.
    assert len(images) == len(files - {"share-default"})
    for image in images:
        assert image.description
        assert image.credit
        assert image.licence == "CC-BY-4.0"
        assert image.has_focal_point()


def test_translations__are_linked_and_in_arabic():
    arabic = Page.objects.filter(depth__gt=1, locale__language_code="ar").specific()

    for page in arabic:
        original = page.get_translation_or_none(
            Page.objects.get(url_path="/home/").locale
        )
        assert original is not None, page
        assert original.title != page.title
        for text in (page.title, page.introduction):
            assert any("\u0600" <= letter <= "\u06ff" for letter in text), page
        for block in getattr(page, "body", []):
            if block.block_type == "image":
                assert block.value["alt_text"], page
