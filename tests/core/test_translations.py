from __future__ import annotations

from django.test import TestCase

from wagtail.models import Locale, Page

import pytest
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests import factories
from tests.bodies import every_block


@pytest.fixture
def arabic(db) -> Locale:
    return Locale.objects.get(language_code="ar")


def translate(page: Page, locale: Locale, words: dict[str, str]) -> Page:
    """Translate every text of a page as an editor does, and publish."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    for segment in source.stringsegment_set.all():
        path = segment.context.path
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=words.get(path.split(".")[0], "كلمات"),
        )
    translation = Translation.objects.create(source=source, target_locale=locale)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return page.get_translation(locale)


@pytest.fixture
def translated_edition(home, edition, arabic) -> Page:
    translate(home, arabic, {"title": "الرئيسية", "slug": "home-ar"})
    index = edition.get_parent().specific
    translate(index, arabic, {"title": "أسبوع اللاجئين", "slug": "refugee-week"})
    return translate(edition, arabic, {"title": "أسبوع اللاجئين 2022"})


def test_translation__of_an_edition_keeps_the_year_as_its_address(translated_edition):
    assert translated_edition.url == "/ar/refugee-week/2022/"
    assert translated_edition.live
    assert translated_edition.alias_of_id is None


def test_translation__of_a_story_with_every_block(
    translated_edition, edition, arabic, client
):
    story = factories.EventStoryPageFactory(
        parent=edition, slug="choir", body=every_block(edition)
    )
    page = translate(story, arabic, {"title": "جوقة"})
    assert page.slug == "جوقة"  # made of the title
    assert [block.block_type for block in page.body] == [
        block.block_type for block in story.body
    ]
    response = client.get(page.url)
    assert response.status_code == 200
    assert 'dir="rtl"' in response.content.decode()
    assert "كلمات" in response.content.decode()


def test_language__without_a_home_page_does_not_show_another(home, story, client):
    assert client.get(story.url).status_code == 200
    assert client.get("/ar/").status_code == 404
    assert client.get(f"/ar{story.url}").status_code == 404


def test_untranslated_page__does_not_exist_in_arabic(translated_edition, story, client):
    assert client.get(story.url).status_code == 200
    assert client.get(f"/ar{story.url}").status_code == 404
