from __future__ import annotations

from django.contrib.auth import get_user_model

import pytest

from tests import factories
from tests.publishing.editing import make_editor
from tests.publishing.share_links.forms import signed_in
from tests.publishing.share_links.sharing import START


@pytest.fixture
def clock(time_machine):
    """The time stands still, until a test moves it."""
    time_machine.move_to(START, tick=False)
    return time_machine


@pytest.fixture
def maker(db):
    """Somebody who may make links to any page."""
    return get_user_model().objects.create_superuser("amina", "amina@example.org")


@pytest.fixture
def draft(press, clock):
    """A release that has been saved, and never published."""
    page = factories.PressReleasePageFactory.build(
        title="Choir of many voices", slug="choir", live=False
    )
    press.add_child(instance=page)
    page.save_revision()
    return page


@pytest.fixture
def editor(press):
    """Edits press releases, and publishes none."""
    return signed_in(make_editor("edith", press, "add", "change"))


@pytest.fixture
def moderator(press):
    return signed_in(make_editor("mona", press, "change", "publish"))


@pytest.fixture
def outsider(edition):
    """Edits and publishes in another part of the site."""
    return signed_in(make_editor("otto", edition, "change", "publish"))
