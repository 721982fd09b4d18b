"""Lists that nothing narrows are counted and shown as any other, by kept SQL."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cms.core.facets import count
from cms.core.whole_lists import WholeList
from press.facets import RELEASE_FACETS
from press.models import PressReleasePage
from tests import factories


pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 6, 20, 9, tzinfo=UTC)


def same_by_hand(parent):
    rows = PressReleasePage.objects.public_now().child_of(parent)
    return count(RELEASE_FACETS, rows), rows.newest_first()


def test_whole_list__is_what_the_rule_says_at_each_moment(
    home, press, time_machine, django_assert_num_queries
):
    time_machine.move_to(MORNING, tick=False)
    for number, (live, expires) in enumerate(
        [(True, None), (True, 1), (False, None), (True, 2), (True, None)]
    ):
        factories.PressReleasePageFactory(
            parent=press,
            title=f"Release {number}",
            date=date(2020 + number % 2, 6, 1 + number % 3),
            live=live,
            expire_at=expires and MORNING + timedelta(hours=expires),
        )
    elsewhere = factories.HomePageFactory(parent=home.get_parent(), slug="elsewhere")
    other = factories.PressReleaseIndexPageFactory(parent=elsewhere)
    factories.PressReleasePageFactory(parent=other, title="In no site")
    for hours, expected in ((0, 4), (1, 3), (2, 2)):
        time_machine.move_to(MORNING + timedelta(hours=hours), tick=False)
        counts, rows = same_by_hand(press)
        whole = WholeList(PressReleasePage, press, "newest_first")
        assert whole.count(RELEASE_FACETS) == counts
        assert counts.number == expected
        assert whole[0:10] == list(rows)
        assert whole[1:3] == list(rows[1:3])
        assert WholeList(PressReleasePage, other, "newest_first")[0:10] == []


def test_whole_list__brings_what_cards_show(press, django_assert_num_queries):
    for _time in range(3):
        factories.PressReleasePageFactory(parent=press)
    whole = WholeList(PressReleasePage, press, "newest_first")
    expected = PressReleasePage.objects.public_now().child_of(press).cards()
    assert {page.pk for page in whole[0:3]} == {page.pk for page in expected}
    for page in whole[0:3]:
        with django_assert_num_queries(0):
            assert page.locale.language_code == "en"
            assert page.title
