"""Makes up any amount of content, so that a large site can be measured.

The same seed gives the same content. Everything goes through the real models: pages
are checked, take their place in the tree, are found by search and have pictures in all
sizes. They have no revisions, as nobody wrote them.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.samples.builder import SampleContentError
from cms.samples.invention import Inventor
from home.models import HomePage
from press.models import PressReleaseIndexPage, PressReleasePage, RelatedStoryLink
from refugeeweek.models import (
    EditionIndexPage,
    EditionPage,
    EventFormat,
    EventStoryPage,
    Occurrence,
    Partnership,
)
from refugeeweek.models.snippets import FIRST_YEAR, LAST_YEAR


if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_DAY = date(FIRST_YEAR, 1, 1)


class Generator:
    """Makes pages below the home page, with what they show.

    Attributes:
        made: How many things were made, by the plural of their name.
    """

    def __init__(self, seed: int) -> None:
        self.made: Counter[str] = Counter()
        self._seed = seed
        self._inventor = Inventor(seed)
        self._links: list[int] = []

    @transaction.atomic
    def make(self, editions: int, stories: int, releases: int) -> None:
        """Make so many pages of each type.

        Raises:
            SampleContentError: The seed was used before, or there is no place for
                them. Nothing is changed then.
        """
        if self._inventor.is_used():
            raise SampleContentError(
                f"The content of seed {self._seed} is here already. Use another seed "
                "for more."
            )
        with disable_reference_index_auto_update():  # inline rows would redo it
            self._inventor.make_snippets()
            weeks, press = self._index_pages()
            years = self._editions(weeks, editions)
            shown = self._stories(years, stories)
            self._releases(press, releases, years, shown)
        self.made += self._inventor.made

    def _index_pages(self) -> tuple[EditionIndexPage, PressReleaseIndexPage]:
        site = Site.objects.filter(is_default_site=True).first()
        home = site and site.root_page.specific
        if not isinstance(home, HomePage):
            raise SampleContentError(
                "The default site has no home page: run “migrate”."
            )
        weeks = EditionIndexPage.objects.child_of(home).first()
        press = PressReleaseIndexPage.objects.child_of(home).first()
        self._links.append(home.pk)
        return (
            weeks or self._add(home, EditionIndexPage, FIRST_DAY, title="Refugee Week"),
            press or self._add(home, PressReleaseIndexPage, FIRST_DAY, title="Press"),
        )

    def _editions(self, parent: EditionIndexPage, count: int) -> list[EditionPage]:
        """Make editions of years that have none; return all there are."""
        there = EditionPage.objects.child_of(parent)
        taken = set(there.values_list("year", flat=True))
        free = [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if year not in taken]
        if count > len(free):
            raise SampleContentError(
                f"There is room for {len(free)} more editions, one for each year from "
                f"{FIRST_YEAR} to {LAST_YEAR}."
            )
        for year in free[:count]:
            first_day = date(year, 6, self._inventor.random.randint(14, 20))
            self._add(
                parent,
                EditionPage,
                first_day,
                title=f"Refugee Week {year}",
                year=year,
                theme=self._inventor.title(),
                start_date=first_day,
                end_date=first_day + timedelta(days=6),
                introduction=self._inventor.sentences(2),
                hero_image=self._inventor.random.choice(self._inventor.pictures),
                body=self._body(),
            )
        return list(there.order_by("year"))

    def _stories(
        self, editions: Sequence[EditionPage], count: int
    ) -> list[EventStoryPage]:
        if count and not editions:
            raise SampleContentError("Stories need an edition: ask for some editions.")
        stories = []
        for number in range(count):
            edition = editions[number % len(editions)]
            day = date(edition.year, 6, self._inventor.random.randint(1, 30))
            story = self._add(
                edition,
                EventStoryPage,
                day,
                title=self._inventor.title(),
                slug=self._inventor.slug("story", number),
                introduction=self._inventor.sentences(2),
                image=self._inventor.random.choice(self._inventor.pictures),
                event_format=self._inventor.random.choice(EventFormat.values),
                programme=self._inventor.random.choice(
                    [None, *self._inventor.programmes]
                ),
                body=self._body(),
                occurrences=[
                    Occurrence(
                        start_date=day, is_online=self._inventor.random.random() < 0.2
                    )
                ],
                partnerships=[
                    Partnership(partner=partner, role=Partnership.Role.PARTNER)
                    for partner in self._inventor.random.sample(
                        self._inventor.partners, 2
                    )
                ],
            )
            stories.append(story)
        return stories

    def _releases(
        self,
        parent: PressReleaseIndexPage,
        count: int,
        editions: Sequence[EditionPage],
        stories: Sequence[EventStoryPage],
    ) -> None:
        for number in range(count):
            day = FIRST_DAY + timedelta(days=self._inventor.random.randrange(10_000))
            self._add(
                parent,
                PressReleasePage,
                day,
                title=self._inventor.title(),
                slug=self._inventor.slug("release", number),
                date=day,
                location="London",
                introduction=self._inventor.sentences(2),
                image=self._inventor.random.choice(self._inventor.pictures),
                edition=self._inventor.random.choice(editions) if editions else None,
                body=self._body(),
                notes_to_editors=f"<p>{self._inventor.sentences(1)}</p>",
                related_story_links=[
                    RelatedStoryLink(story=story)
                    for story in self._inventor.random.sample(
                        stories, min(1, len(stories))
                    )
                ],
            )

    def _add(self, parent: Page, model: Any, day: date, **fields: Any) -> Any:
        """Put a page below another, as if it had been published on that day."""
        moment = datetime.combine(day, time(12), UTC)
        page = model(
            locale=parent.locale,
            first_published_at=moment,
            last_published_at=moment,
            **fields,
        )
        parent.add_child(instance=page)
        ReferenceIndex.create_or_update_for_object(page)
        self._links.append(page.pk)
        self.made[str(page._meta.verbose_name_plural)] += 1
        return page

    def _body(self) -> list[tuple[str, Any]]:
        return self._inventor.body(self._inventor.random.choice(self._links))
