"""Webhooks as receivers see them: real servers, real connections."""

from __future__ import annotations

import datetime
import threading
import time
from itertools import pairwise

from django.core import mail
from django.db import connections
from django.utils import timezone

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from cms.changes.items import represent
from cms.changes.models import ContentChange, WebhookDelivery, WebhookEndpoint
from cms.changes.webhooks import retries
from cms.changes.webhooks.client import Answer
from cms.changes.webhooks.delivery import Deliverer, deliver_due, standing
from cms.changes.webhooks.sending import (
    LEASE,
    deliver_to,
    due_endpoints,
    remove_old_deliveries,
)
from tests import factories
from tests.accounts.conftest import make_user
from tests.changes.webhook_receivers import (
    endpoint_for,
    receiving,
    reply,
    write_changes,
)
from tests.publishing.processes import Processes


pytestmark = pytest.mark.django_db
#: For what takes threads or processes that see each other's commits.
committing = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NOON = datetime.datetime(2026, 6, 19, 12, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def processes(transactional_db, django_db_serialized_rollback, monkeypatch):
    monkeypatch.setenv("WEBHOOK_ALLOW_PRIVATE_ADDRESSES", "1")
    running = Processes()
    yield running
    running.kill_all()


def wait_until(happened, seconds=30):
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def deliver():
    """Deliver what is due, in this thread; return how many endpoints fail, and until when."""
    for endpoint in due_endpoints():
        deliver_to(endpoint.pk, lambda: True)
    return standing()


def test_webhook__is_the_item_of_the_api_with_the_names_of_the_standard():
    with receiving() as receiver:
        endpoint = endpoint_for(receiver)
        (sequence,) = write_changes("published")
        assert deliver() == (0, None)
    change = ContentChange.objects.get(pk=sequence)
    item = represent(change)
    at = item["at"]
    ((message_id, body),) = receiver.got
    assert body == {"type": "page.published", "timestamp": at, **item}
    assert body["page"].keys() == {"id", "type", "html_url", "detail_url", "locale"}
    assert "." not in message_id
    ((path, headers),) = receiver.requests
    assert path == "/hook?from=us"
    assert headers["Content-Type"] == "application/json"
    assert headers["Host"] == f"127.0.0.1:{receiver.server_port}"
    endpoint.refresh_from_db()
    assert endpoint.cursor == sequence
    row = WebhookDelivery.objects.get()
    assert (row.sequence, row.event, row.message_id) == (
        sequence,
        "published",
        message_id,
    )
    assert (row.status, row.error) == (204, "")


def test_signature__fails_for_another_secret_and_another_body():
    """The receivers of these tests check each signature: that can fail."""
    with receiving() as receiver:
        endpoint = endpoint_for(receiver)
        write_changes("published")
        deliver()
        with pytest.raises(WebhookVerificationError):
            Webhook("whsec_" + "A" * 44).verify("{}", receiver.requests[0][1])
        receiver.secrets = ["whsec_" + "A" * 44]
        write_changes("published")
        deliver()
        assert len(receiver.bad) == 1
        receiver.bad.clear()
    assert endpoint.secret.startswith("whsec_")


def test_new_endpoint__hears_what_comes_and_not_what_was():
    write_changes("published", "published")
    with receiving() as receiver:
        endpoint_for(receiver)
        deliver()
        assert receiver.got == []
        later = write_changes("updated", "deleted")
        deliver()
    assert receiver.sequences() == later


def test_events__only_those_chosen_are_sent_and_the_rest_is_done():
    with receiving() as receiver:
        endpoint = endpoint_for(receiver, events=["deleted", "expired"])
        sequences = write_changes("published", "expired", "updated", "deleted", "moved")
        deliver()
    assert receiver.sequences() == [sequences[1], sequences[3]]
    endpoint.refresh_from_db()
    assert endpoint.cursor == sequences[-1]


def test_order__is_kept_when_the_receiver_fails(time_machine):
    with receiving(500, 204, 503, 404, 302) as receiver:
        endpoint = endpoint_for(receiver)
        sequences = write_changes("published", "updated", "moved")
        for hours in range(6):
            time_machine.move_to(NOON + hours * 4 * HOUR, tick=False)
            deliver()
    assert receiver.sequences() == sequences
    log = WebhookDelivery.objects.order_by("pk").values_list("sequence", "status")
    first, second, third = sequences
    assert list(log) == [
        (first, 500),
        (first, 204),
        (second, 503),
        (second, 404),
        (second, 302),
        (second, 204),
        (third, 204),
    ]
    ids = dict(WebhookDelivery.objects.values_list("sequence", "message_id"))
    rows = WebhookDelivery.objects.values_list("sequence", "message_id")
    assert all(ids[sequence] == message_id for sequence, message_id in rows)
    endpoint.refresh_from_db()
    assert (endpoint.attempts, endpoint.failing_since) == (0, None)


def test_410__switches_off_at_once_and_says_so():
    make_user("adele", "Administrators")
    make_user("edith", "Editors")
    with receiving(410) as receiver:
        endpoint = endpoint_for(receiver)
        (first,) = write_changes("published")
        assert deliver() == (0, None)
        endpoint.refresh_from_db()
        assert not endpoint.is_active
        assert "410" in endpoint.off_reason
        assert [message.to for message in mail.outbox] == [["adele@example.org"]]
        (message,) = mail.outbox
        assert "Example News" in message.body
        assert endpoint.off_reason in message.body
        assert f"http://localhost/admin/webhooks/inspect/{endpoint.pk}/" in message.body
        assert endpoint.secret not in message.body

        (second,) = write_changes("updated")
        deliver()
        assert receiver.got == []
        endpoint.switch_on()
        deliver()
    assert receiver.sequences() == [first, second]


def test_failing_for_a_day__waits_longer_and_longer_then_switches_off(time_machine):
    make_user("adele", "Administrators")
    times = []
    with receiving(*[503] * 500) as receiver:
        endpoint = endpoint_for(receiver)
        sequences = write_changes("published", "updated")
        now = NOON
        while endpoint.is_active and len(times) < 200:
            time_machine.move_to(now, tick=False)
            deliver()
            times.append(now)
            endpoint.refresh_from_db()
            now = endpoint.next_attempt_at or now
        assert times[-1] == NOON + 24 * HOUR
        assert "for a day" in endpoint.off_reason
        assert len(mail.outbox) == 1
        gaps = [after - before for before, after in pairwise(times)]
        assert max(gaps[:4]) <= datetime.timedelta(seconds=40)
        assert max(gaps) > HOUR
        assert max(gaps) <= 3 * HOUR
        receiver.answers.clear()
        endpoint.switch_on()
        deliver()
    assert receiver.sequences() == sequences
    tried = WebhookDelivery.objects.exclude(error="").values_list("sequence", flat=True)
    assert set(tried) == {sequences[0]}


def test_wait__is_random_up_to_a_limit_that_doubles(monkeypatch):
    monkeypatch.setattr(retries.random, "random", lambda: 1.0)
    answer = Answer(500, "no", 0.1)
    waits = []
    for attempts in range(20):
        endpoint = WebhookEndpoint(attempts=attempts, failing_since=NOON)
        progress, reason = retries.after_failure(endpoint, answer, NOON)
        assert reason == ""
        waits.append((progress.next_attempt_at - NOON).total_seconds())
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-1] == 3 * 60 * 60
    assert sorted(waits) == waits


def test_retry_after__is_respected(time_machine):
    def busy(handler):
        reply(handler, 429, Retry_After="3600")

    time_machine.move_to(NOON, tick=False)
    with receiving(busy) as receiver:
        endpoint = endpoint_for(receiver)
        write_changes("published")
        assert deliver() == (1, NOON + HOUR)
        endpoint.refresh_from_db()
        assert endpoint.next_attempt_at == NOON + HOUR
        time_machine.move_to(NOON + HOUR, tick=False)
        deliver()
    assert len(receiver.got) == 1


@committing
def test_slow_receiver__keeps_no_other_waiting():
    hold = threading.Event()

    def wait(handler):
        hold.wait(20)
        reply(handler, 204)

    with receiving(wait) as slow, receiving() as quick:
        endpoint_for(slow)
        endpoint_for(quick)
        sequences = write_changes("published", "updated", "moved")
        deliverer = Deliverer()
        deliverer.start_due()
        wait_until(lambda: quick.sequences() == sequences)
        more = write_changes("deleted")
        wait_until(lambda: deliverer.start_due() and quick.sequences()[3:] == more)
        assert slow.got == []
        hold.set()
        wait_until(lambda: not deliverer.is_busy())


@committing
def test_several_workers__send_each_message_once():
    with receiving() as one, receiving() as two:
        endpoint_for(one)
        endpoint_for(two)
        sequences = write_changes(*["updated"] * 12)
        workers = [threading.Thread(target=deliver_and_close) for _worker in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        deliver_due(lambda: True)
    assert one.sequences() == two.sequences() == sequences


@committing
def test_stop__begins_no_other_message():
    with receiving() as receiver:
        endpoint_for(receiver)
        write_changes("published")
        assert deliver_due(lambda: False) == (0, None)
        assert receiver.got == []


def deliver_and_close():
    deliver_due(lambda: True)
    connections.close_all()


@committing
def test_lost_lease__moves_nothing():
    """A worker that was away for longer than its lease finds another at work."""
    taken = threading.Event()

    def meanwhile(handler):
        WebhookEndpoint.objects.update(lease="of another")
        connections.close_all()
        taken.set()
        reply(handler, 204)

    with receiving(meanwhile) as receiver:
        endpoint = endpoint_for(receiver)
        before = endpoint.cursor
        (sequence,) = write_changes("published")
        deliver_to(endpoint.pk, lambda: True)
        assert taken.is_set()
        endpoint.refresh_from_db()
        assert (endpoint.cursor, endpoint.lease) == (before, "of another")
        deliver()  # the lease of the other has not run out
        assert receiver.got == []
        WebhookEndpoint.objects.update(leased_until=timezone.now())
        deliver()
        assert receiver.sequences() == [sequence]


def test_worker_killed_while_sending__another_goes_on_and_nothing_is_lost(processes):
    arrived, hold = threading.Event(), threading.Event()

    def hang(handler):
        arrived.set()
        hold.wait(60)

    with receiving(204, hang) as receiver:
        endpoint = endpoint_for(receiver)
        sequences = write_changes("published", "updated", "deleted")
        worker = processes.start("run_worker")
        assert arrived.wait(30)
        processes.kill(worker)
        hold.set()
        before = receiver.ids()
        deliver()
        assert receiver.sequences() == sequences[:1]  # its lease still holds
        WebhookEndpoint.objects.update(leased_until=timezone.now())
        processes.start("run_worker")
        # A worker adds to the log what nobody has noted in it, so there may be more.
        wait_until(lambda: receiver.sequences()[:3] == sequences)
    # The message that may have arrived comes again, under the same id.
    assert receiver.ids()[2] == before[1]
    assert len(set(receiver.ids())) == len(receiver.ids()) - 1
    wait_until(
        lambda: WebhookEndpoint.objects.filter(
            pk=endpoint.pk, cursor__gte=sequences[-1]
        ).exists()
    )


@committing
def test_endpoint_deleted_while_sending__is_no_failure():
    def delete(handler):
        WebhookEndpoint.objects.all().delete()
        connections.close_all()
        reply(handler, 204)

    with receiving(delete) as receiver:
        endpoint = endpoint_for(receiver)
        write_changes("published", "updated")
        deliver_to(endpoint.pk, lambda: True)
    assert not WebhookDelivery.objects.exists()


@committing
def test_published_page__is_told_of_without_a_word_of_it(home):
    """From an editor's button to the receiver, by the real recorder."""
    with receiving() as receiver:
        index = factories.PressReleaseIndexPageFactory(parent=home)
        endpoint_for(receiver)
        secret = factories.PressReleasePageFactory(
            parent=index, title="Tulipomania", slug="plain", live=False
        )
        deliver()
        assert secret.pk not in [body["page"]["id"] for _id, body in receiver.got]
        secret.save_revision().publish()
        deliver()
        ((_id, body),) = [
            got for got in receiver.got if got[1]["page"]["id"] == secret.pk
        ]
        assert body["event"] == "published"
        assert body["page"]["html_url"].endswith("/plain/")
        secret.delete()
        deliver()
    assert receiver.got[-1][1]["event"] in {"deleted", "updated"}
    assert "ulipomania" not in str(receiver.got)


def test_old_deliveries__are_removed_after_a_month(time_machine):
    with receiving() as receiver:
        endpoint_for(receiver)
        time_machine.move_to(NOON - 31 * 24 * HOUR)
        write_changes("published")
        deliver()
        time_machine.move_to(NOON)
        write_changes("updated")
        deliver()
        assert remove_old_deliveries() == 1
    kept = WebhookDelivery.objects.filter(at__gte=NOON - 30 * 24 * HOUR)
    assert kept.exists()
    assert kept.count() == WebhookDelivery.objects.count()


def test_endpoint__that_no_longer_wants_what_failed_is_healthy_again(time_machine):
    time_machine.move_to(NOON, tick=False)
    with receiving(500) as receiver:
        endpoint = endpoint_for(receiver)
        write_changes("updated")
        assert deliver().failing == 1
        WebhookEndpoint.objects.update(events=["deleted"])
        time_machine.move_to(NOON + HOUR, tick=False)
        assert deliver() == (0, None)
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.cursor) == ("healthy", 1)


def test_lease__holds_for_whoever_has_looked_at_the_clock_before_it_was_taken(
    time_machine,
):
    """Two workers look at the same endpoint in the same millisecond."""
    with receiving() as receiver:
        endpoint_for(receiver)
        write_changes("published")
        time_machine.move_to(NOON, tick=False)
        WebhookEndpoint.objects.update(lease="of another", leased_until=NOON + LEASE)
        time_machine.shift(-0.001)
        deliver()
    assert receiver.got == []


def test_clock_that_was_wrong__stops_no_endpoint():
    with receiving() as receiver:
        far = timezone.now() + 500 * HOUR
        endpoint_for(receiver, leased_until=far, lease="x", next_attempt_at=far)
        sequences = write_changes("published")
        deliver()
    assert receiver.sequences() == sequences
