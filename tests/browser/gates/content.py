"""Fills an empty site: the sample content, and the states that it does not have.

python -m tests.browser.gates.content FOLDER_WITH_PICTURES
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import django
from django.core.management import call_command


def add_states() -> None:
    """Add a list of several pages, a cancelled event with every block, and a page that is gone."""
    from home.models import HomePage, StandardPage
    from press.models import PressReleaseIndexPage, PressReleasePage
    from refugeeweek.models import EditionPage, EventStoryPage, Occurrence
    from tests.bodies import every_block

    home = HomePage.objects.get(locale__language_code="en")
    press = PressReleaseIndexPage.objects.get(locale=home.locale)
    for number in range(1, 14):
        press.add_child(
            instance=PressReleasePage(
                title=f"Statement {number}",
                introduction="A short text for a list that has a second page.",
                date=datetime.date(2019, 6, number),
            )
        ).save_revision().publish()
    edition = EditionPage.objects.get(year=2024, locale=home.locale)
    story = edition.add_child(
        instance=EventStoryPage(
            title="An evening with a very long title, as funders and hosts ask for it: "
            "Internationalisierungsbestrebungen",
            slug="cancelled-evening",
            introduction="It would have been about words.",
            event_format="other",
            body=every_block(edition),
        )
    )
    story.occurrences = [
        Occurrence(
            start_date=datetime.date(2024, 6, 20),
            start_time=datetime.time(18, 30),
            status="cancelled",
            status_note="The hall is closed.",
        )
    ]
    story.save_revision().publish()
    gone = home.add_child(instance=StandardPage(title="Gone", slug="gone"))
    gone.save_revision().publish()
    gone.specific.unpublish()


if __name__ == "__main__":
    django.setup()
    from cms.samples.loader import load

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load(Path(sys.argv[1]))
    add_states()
