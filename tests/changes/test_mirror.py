"""A partner's copy stays true, whatever happens to the site or to the program."""

from __future__ import annotations

import base64
import json
import random
import signal
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from wagtail.models import Locale, Page

import httpx
import pytest
from standardwebhooks import Webhook

from cms.changes.models import ContentChange, LogHead
from cms.changes.models.log import new_token
from press.models import PressReleasePage
from tests import factories
from tests.api.conftest import rich_release, rich_story
from tests.changes import copies
from tests.hidden import restrict


pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="test_writers.py keeps copies on both databases; all of this once",
    ),
]


@pytest.fixture
def site(transactional_db, live_server, settings):
    settings.BASE_URL = settings.WAGTAILAPI_BASE_URL = live_server.url
    settings.RESPONSE_CACHE_MB = 16  # as on a real site
    return live_server.url


@pytest.fixture
def file(tmp_path):
    return str(tmp_path / "copy.sqlite3")


@pytest.fixture
def mirror(site, file):
    with closing(copies.mirror.Mirror(copies.mirror.Site(site), file)) as mirror:
        yield mirror


def content(home):
    """Return pages that show each other, pictures, documents and snippets."""
    editions = factories.EditionIndexPageFactory(parent=home)
    press = factories.PressReleaseIndexPageFactory(parent=home)
    edition = factories.EditionPageFactory(parent=editions, year=2022)
    other = factories.EditionPageFactory(parent=editions, year=2021)
    story = rich_story(edition, press, slug="singing")
    release = rich_release(press, edition, story, slug="choir")
    section = factories.StandardPageFactory(parent=home, slug="work")
    below = factories.StandardPageFactory(parent=section, slug="below")
    return {
        "home": home, "editions": editions, "press": press, "edition": edition,
        "other": other, "story": story, "release": release, "section": section,
        "below": below,
    }  # fmt: skip


def publish(page, **fields):
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def save(thing, **fields):
    thing.refresh_from_db()
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def again(page):
    return Page.objects.get(pk=page.pk)


def translate(page):
    arabic = Locale.objects.get_or_create(language_code="ar")[0]
    publish(page.specific.copy_for_translation(arabic, copy_parents=True))


def move(page, parent):
    again(page).move(again(parent), pos="last-child")


def steps(p):
    """Yield what editors do, each by its name."""
    story, release = p["story"], p["release"]
    image, document = story.image, release.release_attachments.first().document
    partner = story.partnerships.first().partner
    yield "update", lambda: publish(story, title="Another title")
    yield "slug", lambda: publish(p["edition"], slug="2022-new")
    yield "title above", lambda: publish(p["section"], title="Our work")
    yield "move a tree", lambda: move(p["section"], p["press"])
    yield "unpublish", lambda: again(release).specific.unpublish()
    yield "publish again", lambda: publish(release)
    yield "snippet", lambda: save(partner, name="New name")
    yield "logo of a snippet", lambda: save(partner.logo, credit="Somebody else")
    yield "person", lambda: save(story.contributors.first().person, name="A. N. Other")
    yield "venue", lambda: save(story.occurrences.first().venue, name="New hall")
    yield "programme", lambda: save(story.programme, name="New programme")
    yield "contact", lambda: save(release.contacts[0], phone="020 7946 0000")
    yield "picture", lambda: save(image, description="New words", title="New")
    yield "document", lambda: save(document, title="New title")
    yield (
        "alias",
        lambda: again(story).specific.create_alias(
            parent=p["other"].specific, update_slug="alias"
        ),
    )
    yield "update behind an alias", lambda: publish(story, title="Third title")
    yield (
        "copy",
        lambda: again(release).specific.copy(
            update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True
        ),
    )
    yield "translate", lambda: translate(p["story"])
    yield "restrict above", lambda: restrict(again(p["editions"]))
    yield (
        "open above",
        lambda: again(p["editions"]).get_view_restrictions().first().delete(),
    )
    yield "delete a picture", lambda: image.delete()
    yield "delete a snippet", lambda: partner.delete()
    yield "delete a tree", lambda: again(p["press"]).specific.delete()
    yield "several at once", lambda: several(p)


def several(p):
    with transaction.atomic():
        publish(p["edition"], title="Together")
        publish(p["other"], title="With this")
        again(p["story"]).specific.unpublish()


def test_copy__is_true_after_each_thing_that_editors_do(mirror, home, copied_images):
    mirror.catch_up()
    pages = content(home)
    wrong = {}
    for name, step in [("start", None), *steps(pages)]:
        before = mirror.catch_up()
        if step:
            step()
            assert mirror.catch_up() > before, name
        wrong[name] = mirror.differences()
    assert {name: lines for name, lines in wrong.items() if lines} == {}
    assert len(mirror.pages()) > 3


# The program ----------------------------------------------------------------------


def test_program__makes_a_copy_and_compares_it(site, file, release):
    assert copies.run(site, file)[0] == 0
    code, said = copies.run(site, file, "--verify")
    assert (code, said.count("differs")) == (0, 0)
    with sqlite3.connect(file) as database:
        query = "SELECT html_url, data FROM page WHERE id = ?"
        html_url, data = database.execute(query, [release.pk]).fetchone()
        assert html_url == f"{site}{release.get_url()}"
        assert json.loads(data)["title"] == release.title
        database.execute("UPDATE page SET data = replace(data, 'title', 'tilte')")
        database.execute("DELETE FROM page WHERE id = ?", [release.pk])
    code, said = copies.run(site, file, "--verify")
    assert code == 1
    assert f"{release.pk} is missing" in said
    assert "differs in title" in said


def test_program__killed_at_any_moment__goes_on_and_loses_nothing(site, file, press):
    rng = random.Random(7)  # noqa: S311 - chance, not a secret
    releases = factories.PressReleasePageFactory.create_batch(4, parent=press)
    kills = 0
    for number in range(12):
        program = copies.start(site, file, "--follow", "--every", "0.05")
        release = rng.choice(releases)
        if number % 4 == 3:
            again(release).specific.unpublish()
        else:
            publish(release, title=f"Release {number}")
        time.sleep(rng.uniform(0.1, 0.7))
        program.kill()
        kills += program.wait() == -signal.SIGKILL
        program.communicate()
    assert kills == 12
    code, said = copies.run(site, file)
    assert code == 0, said
    assert copies.run(site, file, "--verify")[0] == 0


def test_first_reading__is_gone_on_with(site, file, press):
    factories.PressReleasePageFactory.create_batch(3, parent=press)
    asked = []

    class Interrupted(copies.mirror.Site):
        def page(self, pk, *arguments):
            asked.append(pk)
            if len(asked) == 3:
                raise KeyboardInterrupt
            return super().page(pk, *arguments)

    with closing(copies.mirror.Mirror(Interrupted(site), file)) as mirror:
        with pytest.raises(KeyboardInterrupt):
            mirror.catch_up()
        mirror.catch_up()
        assert asked[2] == asked[3]  # only the one that was missing
        assert len(asked) == len(set(asked)) + 1
        assert mirror.differences() == []


def test_pages_that_come_and_go_while_all_are_listed__are_all_found(
    mirror, press, monkeypatch
):
    monkeypatch.setattr(copies.mirror, "AT_ONCE", 3)
    releases = factories.PressReleasePageFactory.create_batch(12, parent=press)
    site, found, gone = mirror._site, [], []
    for pk in site.page_ids(1):
        found.append(pk)
        if pk in (releases[4].pk, releases[8].pk):  # those before move up
            for each in releases[:3] if not gone else releases[5:7]:
                again(each).delete()
                gone.append(each.pk)
    left = {page.pk for page in releases} - set(gone)
    assert left <= set(found)
    assert found == sorted(set(found))


def test_log_of_a_restored_backup__is_not_gone_on_with(mirror, press):
    """The log ends earlier at first, and has grown again with other changes later."""
    release = factories.PressReleasePageFactory(parent=press, title="Before")
    mirror.catch_up()
    backup = LogHead.objects.get().sequence
    publish(release, title="Lost with the backup")
    assert mirror.catch_up() > backup
    ContentChange.objects.filter(sequence__gt=backup).delete()
    LogHead.objects.update(sequence=backup, token=new_token())
    PressReleasePage.objects.update(title="Before", draft_title="Before")
    assert mirror.differences() == []
    end = mirror.catch_up()
    assert end == backup
    publish(release, title="Lost again")
    mirror.catch_up()
    ContentChange.objects.filter(sequence__gt=backup).delete()
    LogHead.objects.update(sequence=backup, token=new_token())
    PressReleasePage.objects.update(title="Before", draft_title="Before")
    other = factories.PressReleasePageFactory(parent=press, title="New")
    publish(other)
    assert mirror.differences() == []
    assert mirror.pages()[release.pk]["title"] == "Before"


def test_program__waits_as_long_as_it_is_told(site, file, release, settings, caplog):
    settings.API_RATE_LIMIT = "3/s"
    with closing(copies.mirror.Mirror(copies.mirror.Site(site), file)) as mirror:
        mirror.catch_up()
        assert release.pk in mirror.pages()
    assert "429; again in 1 s" in caplog.text


def test_quiet_site__says_so_without_a_body(mirror, release):
    mirror.catch_up()
    statuses, ask = [], mirror._site._ask_once

    def asked(request):
        answer = ask(request)
        statuses.append(answer.status)
        return answer

    mirror._site._ask_once = asked
    for _ in range(3):
        mirror.catch_up()
    assert statuses[-1] == 304


def test_site_that_is_away__is_asked_again(site, file, release, caplog, monkeypatch):
    monkeypatch.setattr(copies.mirror, "_growing", lambda failures: 0.01)
    failing, ask = iter([True, True, False] * 100), copies.mirror.Site._ask_once

    def at_times(self, request):
        if next(failing):
            raise ConnectionResetError
        return ask(self, request)

    monkeypatch.setattr(copies.mirror.Site, "_ask_once", at_times)
    with closing(copies.mirror.Mirror(copies.mirror.Site(site), file)) as mirror:
        mirror.catch_up()
        assert release.pk in mirror.pages()
    assert "ConnectionResetError" in caplog.text


def test_webhook__wakes_the_program_if_it_is_signed():
    secret = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
    wake = threading.Event()
    server = copies.mirror.listen("127.0.0.1:0", secret, wake)
    url = f"http://127.0.0.1:{server.server_port}/"
    body = '{"sequence":1}'

    def send(**changes):
        at = changes.get("at", datetime.now(UTC))
        signature = Webhook(changes.get("secret", secret)).sign("msg_1", at, body)
        headers = {
            "webhook-id": "msg_1",
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": changes.get("before", "") + signature,
        }
        return httpx.post(url, content=changes.get("body", body), headers=headers)

    other = "whsec_" + base64.b64encode(b"another secret of theirs").decode()
    try:
        assert send(secret=other).status_code == 401
        assert send(body='{"sequence":2}').status_code == 401
        assert send(at=datetime.now(UTC) - timedelta(minutes=6)).status_code == 401
        assert httpx.post(url, content=body).status_code == 401
        assert httpx.post(url, content=b"a" * 200_000).status_code == 413
        assert not wake.is_set()
        assert send(before="v1,b2xk ").status_code == 204
        assert wake.is_set()
    finally:
        server.shutdown()
        server.server_close()
