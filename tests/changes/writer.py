"""An editor in a hurry: does things at random for a while, as a process of its own.

    python -m tests.changes.writer <seed> <seconds>

Prints a JSON object: how often each thing was done, what a form would have refused, and
what should never happen.
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time
from collections import Counter

import django


django.setup()

from django.core.exceptions import ObjectDoesNotExist, ValidationError  # noqa: E402
from django.db import DatabaseError  # noqa: E402

from wagtail.models import PageViewRestriction  # noqa: E402

from cms.core.models import Partner  # noqa: E402
from home.models import StandardPage  # noqa: E402
from press.models import PressReleaseIndexPage, PressReleasePage  # noqa: E402
from refugeeweek.models import EventStoryPage, Partnership  # noqa: E402
from tests import factories  # noqa: E402


#: What Django says of a row that was deleted since it was loaded.
GONE = "did not affect any rows"


def pages_of(model, **conditions):
    return list(model.objects.filter(**conditions).order_by("pk"))


class Writer:
    """Does one thing after the other."""

    def __init__(self, seed):
        self.chance = random.Random(seed)  # noqa: S311 - chance, not a secret
        self.number = seed * 1_000_000
        self.done, self.refused, self.failed = Counter(), Counter(), Counter()

    def run(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            what = self.chance.choice(WHAT)
            try:
                what(self)
            except DatabaseError as error:  # a deadlock, a lock, a tree out of shape
                if GONE in str(error):
                    self.refused[f"{what.__name__}: gone"] += 1
                    continue
                self.failed[f"{what.__name__}: {error!r:.300}"] += 1
            except (ValidationError, ObjectDoesNotExist) as error:
                self.refused[f"{what.__name__}: {type(error).__name__}"] += 1
            else:
                self.done[what.__name__] += 1

    def release(self):
        return self.chance.choice(pages_of(PressReleasePage))

    def word(self):
        self.number += 1
        return str(self.number)

    def edit(self):
        page = self.release()
        page.title = f"Release {self.word()}"
        page.save_revision().publish()

    def edit_section(self):
        page = self.chance.choice(pages_of(StandardPage, depth=3))
        page.title = f"Section {self.word()}"
        page.slug = f"section-{page.pk}-{self.word()}"
        page.save_revision().publish()

    def unpublish(self):
        self.release().unpublish()

    def publish_again(self):
        for page in pages_of(PressReleasePage, live=False)[:2]:
            page.save_revision().publish()

    def move(self):
        page = self.chance.choice(pages_of(StandardPage, depth=4))
        section = self.chance.choice(pages_of(StandardPage, depth=3))
        page.move(section, pos="last-child")

    def change_snippet(self):
        partner = self.chance.choice(list(Partner.objects.order_by("pk")))
        partner.name = f"Partner {self.word()}"
        partner.save()

    def restrict_or_open(self):
        page = self.chance.choice(pages_of(StandardPage, depth=3))
        restrictions = page.get_view_restrictions()
        if restrictions:
            restrictions.delete()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def edit_story(self):
        story = self.chance.choice(pages_of(EventStoryPage))
        partner = self.chance.choice(list(Partner.objects.order_by("pk")))
        story.partnerships = [Partnership(partner=partner, role="host")]
        story.save_revision().publish()

    def make(self):
        press = PressReleaseIndexPage.objects.get()
        factories.PressReleasePageFactory(parent=press, slug=f"new-{self.word()}")

    def delete(self):
        new = pages_of(PressReleasePage, slug__startswith="new-")
        if new:
            self.chance.choice(new).delete()


WHAT = [
    *[Writer.edit] * 4, Writer.edit_section, Writer.unpublish, Writer.publish_again,
    Writer.move, *[Writer.change_snippet] * 2, Writer.restrict_or_open,
    *[Writer.edit_story] * 2, Writer.make, Writer.delete,
]  # fmt: skip


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    writer = Writer(int(sys.argv[1]))
    writer.run(float(sys.argv[2]))
    result = {"done": writer.done, "refused": writer.refused, "failed": writer.failed}
    sys.stderr.write(json.dumps(result) + "\n")
