"""The report tells how much each partner asks for, and nobody's address."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor

from django.core.cache import cache
from django.db import DatabaseError, connection

import pytest
from bs4 import BeautifulSoup

from cms.api import signal_handlers
from cms.api.keys import Credential
from cms.api.models import PartnerKey, UsageDay
from cms.api.usage import count_request, write_usage
from tests.accounts.conftest import make_user, signed_in
from tests.api.limits import ask, make_key, statuses


pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/partner-api/"


@pytest.fixture(autouse=True)
def clock(time_machine, home):
    """Half past midnight in London, still the day before in UTC."""
    time_machine.move_to("2026-06-14T23:30:00Z", tick=False)
    return time_machine


@pytest.fixture
def administrator(clock):
    return signed_in(make_user("adele", "Administrators"))


def rows():
    """What the database holds, as the day of June, partner, answered, refused."""
    found = UsageDay.objects.order_by("day", "partner")
    return [(row.day.day, row.partner, row.answered, row.refused) for row in found]


def exported(client, **filters):
    answer = client.get(REPORT, {"export": "csv", **filters})
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(text.splitlines()))


def test_requests__are_counted_for_partners_and_for_all_others(settings):
    settings.API_RATE_LIMIT, settings.API_PARTNER_RATE_LIMIT = "3/min", "4/min"
    news, museum = make_key("News")[1], make_key("Museum")[1]
    statuses(5)
    statuses(5, key=news)
    ask("/api/v2/nothing/", key=museum)
    ask("/")
    assert rows() == []  # no request waits for the database
    write_usage()
    assert rows() == [(15, "", 3, 2), (15, "Museum", 1, 0), (15, "News", 4, 1)]


def test_counts__are_added_once(clock):
    _key, text = make_key("News")
    statuses(2, key=text)
    write_usage()
    write_usage()
    ask(key=text)
    write_usage()
    assert rows() == [(15, "News", 3, 0)]
    clock.shift(24 * 60 * 60)
    ask(key=text)
    write_usage()
    assert rows() == [(15, "News", 3, 0), (16, "News", 1, 0)]


def test_counts_of_yesterday__are_written_as_such(clock):
    ask()
    clock.shift(24 * 60 * 60)
    ask()
    write_usage()
    assert rows() == [(15, "", 1, 0), (16, "", 1, 0)]


def test_two_keys_of_a_partner__are_one_row():
    for _ in range(2):
        ask(key=make_key("News")[1])
    write_usage()
    assert rows() == [(15, "News", 2, 0)]


def test_revoked_key__is_told_from_an_unknown_one(clock):
    key, text = make_key("News")
    PartnerKey.objects.update(revoked_at="2026-06-14T09:00Z")
    ask(key=text)
    ask(key="wrong")
    write_usage()
    assert rows() == [(15, "", 0, 1), (15, "News", 0, 1)]
    key.refresh_from_db()
    assert key.last_used_at is None


def test_key__knows_when_it_was_last_used(clock):
    key, text = make_key()
    other, _text = make_key("Other")
    ask(key=text)
    write_usage()
    key.refresh_from_db()
    assert key.last_used_at.isoformat() == "2026-06-14T23:30:00+00:00"
    other.refresh_from_db()
    assert other.last_used_at is None


def test_counts_of_many_threads__are_all_written():
    key, _text = make_key("News")
    credential = Credential(key.pk, is_good=True)

    def count(_number):
        count_request(credential, is_refused=False)

    with ThreadPoolExecutor(8) as pool:
        for done, _ in enumerate(pool.map(count, range(400))):
            if done % 100 == 0:
                write_usage()
    write_usage()
    assert rows() == [(15, "News", 400, 0)]


def test_database_that_refuses__keeps_the_counts_for_later(caplog):
    def refuse(execute, sql, *args):
        if UsageDay._meta.db_table in sql:
            raise DatabaseError("disk full")
        return execute(sql, *args)

    ask()
    with connection.execute_wrapper(refuse):
        write_usage()
    assert "could not be written" in caplog.text
    assert rows() == []
    write_usage()
    assert rows() == [(15, "", 1, 0)]


def test_one_process_at_a_time__writes():
    ask()
    cache.add("api-usage:being-written", 1)
    write_usage()
    assert rows() == []
    cache.delete("api-usage:being-written")
    write_usage()
    assert rows() == [(15, "", 1, 0)]


def test_counts__are_written_after_an_answer_once_a_minute(settings, monkeypatch):
    settings.API_USAGE_WRITTEN_EVERY = 60
    monkeypatch.setattr(signal_handlers, "_next_write", 0.0)
    ask()
    assert rows() == [(15, "", 1, 0)]
    ask()
    assert rows() == [(15, "", 1, 0)]
    monkeypatch.setattr(signal_handlers, "_next_write", 0.0)
    ask("/health/live")
    assert rows() == [(15, "", 2, 0)]


def test_report__shows_what_was_asked_for_up_to_now(administrator):
    ask()
    statuses(2, key=make_key("News")[1])
    text = administrator.get(REPORT).text
    for words in ("15 June 2026", "News", "Without a key"):
        assert words in text, words
    assert " ago" not in BeautifulSoup(text, "html.parser").find("table").text
    assert exported(administrator) == [
        {"Day": "2026-06-15", "Partner": name, "Answered": answered, "Refused": "0"}
        for name, answered in (("Without a key", "1"), ("News", "2"))
    ]
    assert REPORT in administrator.get("/admin/").text


def test_report__can_be_filtered_and_sorted(administrator, clock):
    UsageDay.objects.create(day="2026-06-01", partner="News", answered=1)
    UsageDay.objects.create(day="2026-06-02", partner="Museum", answered=2)

    def partners(**filters):
        return [row["Partner"] for row in exported(administrator, **filters)]

    assert partners() == ["Museum", "News"]
    assert partners(partner="muse") == ["Museum"]
    assert partners(day_to="2026-06-01") == ["News"]
    assert partners(ordering="answered") == ["News", "Museum"]
    assert "Museum" in administrator.get(f"{REPORT}results/?ordering=x").text


@pytest.mark.parametrize("group", ["Editors", "Press officers", "Moderators"])
def test_report__is_for_administrators(group):
    UsageDay.objects.create(day="2026-06-01", partner="News")
    other = signed_in(make_user("w", group))
    for path in (REPORT, f"{REPORT}results/", f"{REPORT}?export=csv"):
        assert other.get(path).status_code == 302
    assert REPORT not in other.get("/admin/").text


def test_addresses__are_not_stored(settings):
    settings.API_RATE_LIMIT = "600/min"
    ask(REMOTE_ADDR="198.51.100.7", key=make_key()[1])
    ask(REMOTE_ADDR="198.51.100.7")
    write_usage()
    stored = [*UsageDay.objects.values(), *PartnerKey.objects.values()]
    assert "198.51" not in str(stored)
