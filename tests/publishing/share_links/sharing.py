"""Pages that are shared, links to them, and what comes of a click."""

from __future__ import annotations

import datetime
import re

from cms.publishing.models import ShareLink, ShareUse
from cms.publishing.models.share_links import DEFAULT_LIFETIME


SECOND = datetime.timedelta(seconds=1)
HOUR = datetime.timedelta(hours=1)
START = datetime.datetime(2026, 6, 17, 9, 0, tzinfo=datetime.UTC)
#: One minute past midnight in London, on World Refugee Day.
EMBARGO = datetime.datetime(2026, 6, 19, 23, 1, tzinfo=datetime.UTC)
#: In the form of a token, and none.
WRONG = "A" * 32


def schedule(page, at=EMBARGO):
    """Do what a press officer does who sets a time and presses “Publish”."""
    page.go_live_at = at
    page.save_revision().publish()
    page.refresh_from_db()


def share(page, maker, clock, **fields) -> str:
    """Make a link; return its address. It is made a moment after the page was."""
    clock.shift(SECOND)
    now = datetime.datetime.now(datetime.UTC)
    link = ShareLink(
        page_id=page.pk,
        made_by=maker,
        made_at=now,
        expires_at=now + DEFAULT_LIFETIME,
        **{"reader": "The translators", **fields},
    )
    token = link.set_new_token()
    link.save()
    return f"/shared/{token}/"


def press_access(page, maker, clock) -> str:
    return share(
        page,
        maker,
        clock,
        kind=ShareLink.Kind.PRESS,
        reader="Amina Khan",
        organisation="Example News",
    )


def outcomes() -> list[str]:
    return list(ShareUse.objects.order_by("pk").values_list("outcome", flat=True))


def assert_unknown(client, address) -> None:
    """The answer is that of an address which has never been anything."""
    answer, unknown = client.get(address), client.get("/never/been/")
    assert answer.status_code == unknown.status_code == 404
    assert answer.content == unknown.content
    assert dict(answer.headers) == dict(unknown.headers)
    assert not answer.cookies


def banner(response) -> str:
    """Return the text of the banner, its spaces and tags evened out."""
    (text,) = re.findall(r'<aside class="share-banner".*?</aside>', response.text, re.S)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())
