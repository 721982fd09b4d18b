from __future__ import annotations

from cms.core.gathering import load_references
from cms.core.loading import load_relations
from cms.core.references import remember_references
from cms.core.renditions import existing_renditions
from press.models import (
    PressReleasePage,
    RelatedStoryLink,
    ReleaseAttachment,
    ReleaseContact,
)
from tests import factories


def test_relations__are_loaded_in_a_fixed_number_of_queries(
    press, edition, story, django_assert_max_num_queries
):
    contact = factories.PressContactFactory()
    document = factories.DocumentFactory()

    def add(number: int) -> None:
        for _ in range(number):
            page = factories.PressReleasePageFactory(
                parent=press, image=factories.ImageFactory(), edition=edition
            )
            page.release_contacts.add(ReleaseContact(contact=contact))
            page.release_attachments.add(ReleaseAttachment(document=document))
            page.related_story_links.add(RelatedStoryLink(story=story))
            page.save()

    def queries() -> int:
        with remember_references(), django_assert_max_num_queries(12) as captured:
            pages = list(PressReleasePage.objects.public_now())
            load_relations(pages, ["locale", *PressReleasePage.get_display_relations()])
            load_references(pages)
            for page in pages:
                assert existing_renditions(page.card_image)
                assert page.locale.language_code == "en"
                assert page.contacts == [contact]
                assert page.attachments == [document]
        return len(captured)

    add(1)
    few = queries()
    add(9)
    assert queries() == few
