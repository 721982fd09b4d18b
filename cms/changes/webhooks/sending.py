"""Tells each endpoint what is in the log, one change at a time, in order.

There is no queue: an endpoint has a place in the log, which moves on when the receiver
took a message. Any number of workers share the work. One that is at an endpoint has a
lease on it, which ends by itself if the worker is killed; then another goes on, and sends
again what may have arrived. No transaction is open while a message is on its way.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet, Subquery
from django.utils import timezone

from cms.changes.models import (
    ContentChange,
    LogHead,
    WebhookDelivery,
    WebhookEndpoint,
)
from cms.changes.models.webhooks import DELIVERIES_KEPT_FOR, Progress
from cms.changes.webhooks.client import TIMEOUT, Answer, post
from cms.changes.webhooks.messages import Message, message_of
from cms.changes.webhooks.notices import tell_of_switching_off
from cms.changes.webhooks.retries import GIVE_UP_AFTER, after_failure


logger = logging.getLogger(__name__)

#: After so many, it is somebody else's turn.
MOST_IN_A_ROW = 500
#: Well beyond the time that one message may take.
LEASE = timedelta(seconds=3 * TIMEOUT)


class Job(NamedTuple):
    """A message that is to be sent to an endpoint, by whoever holds the lease."""

    endpoint: WebhookEndpoint
    message: Message
    lease: str


def due_endpoints() -> QuerySet[WebhookEndpoint]:
    """Return the endpoints with something to be told of now that nobody is at.

    First those that have waited longest.
    """
    now = timezone.now()
    head = LogHead.objects.values("sequence")[:1]
    rows = WebhookEndpoint.objects.filter(is_active=True, cursor__lt=Subquery(head))
    free = ~_is_ahead("leased_until", now, LEASE)
    is_time = ~_is_ahead("next_attempt_at", now, GIVE_UP_AFTER)
    oldest_first = F("leased_until").asc(nulls_first=True)
    return rows.filter(free, is_time).order_by(oldest_first, "pk")


def _is_ahead(field: str, now: datetime, at_most: timedelta) -> Q:
    """Return what finds rows whose time is to come.

    One that is much further away than it can ever be set was set by a clock that was
    wrong. A little further may be right: another worker has set it since `now`.
    """
    return Q(
        **{
            f"{field}__isnull": False,
            f"{field}__gt": now,
            f"{field}__lte": now + 2 * at_most,
        }
    )


def deliver_to(endpoint_id: int, go_on: Callable[[], bool]) -> None:
    """Send what an endpoint has not been told of, until something fails."""
    for _turn in range(MOST_IN_A_ROW):
        job = _take(endpoint_id) if go_on() else None
        if job is None or not _do(job):
            return


def attempt(endpoint: WebhookEndpoint, message: Message) -> Answer:
    """Send a message once and note in the log of deliveries what came of it."""
    at = timezone.now()
    headers = message.headers(endpoint)
    answer = post(endpoint.url, message.body.encode(), headers)
    WebhookDelivery.objects.create(
        endpoint_id=endpoint.pk,
        sequence=message.sequence,
        event=message.event,
        message_id=message.id,
        at=at,
        status=answer.status,
        error=answer.error[:200],
        milliseconds=int(answer.seconds * 1000),
    )
    return answer


def remove_old_deliveries() -> int:
    """Remove what the log of deliveries keeps no longer; return how many rows."""
    old = WebhookDelivery.objects.filter(at__lt=timezone.now() - DELIVERIES_KEPT_FOR)
    return old.delete()[0]


def _take(endpoint_id: int) -> Job | None:
    """Take a lease on the endpoint, if it is free and there is something to send."""
    with transaction.atomic(durable=True):
        # Read first: what is committed up to here is seen below, whole.
        head = LogHead.objects.values_list("sequence", flat=True).first() or 0
        endpoint = _locked(endpoint_id)
        if endpoint is None:
            return None
        following = ContentChange.objects.filter(
            sequence__gt=endpoint.cursor, event__in=endpoint.wants()
        )
        change = following.filter(sequence__lte=head).order_by("sequence").first()
        if change is None:  # nothing that it wants, or no longer
            endpoint.cursor = max(endpoint.cursor, head)
            endpoint.set_progress(Progress())
            endpoint.save(update_fields=["cursor", *Progress._fields])
            return None
        endpoint.lease = secrets.token_hex(16)
        endpoint.leased_until = timezone.now() + LEASE
        endpoint.save(update_fields=["lease", "leased_until"])
        return Job(endpoint, message_of(change, endpoint), endpoint.lease)


def _locked(endpoint_id: int) -> WebhookEndpoint | None:
    """Return the endpoint if it is due, for nobody else until the transaction ends."""
    can_skip = connection.features.has_select_for_update_skip_locked
    rows = due_endpoints().select_for_update(skip_locked=can_skip)
    return rows.filter(pk=endpoint_id).first()


def _do(job: Job) -> bool:
    """Send a message; say whether to go on with the next."""
    try:
        answer = attempt(job.endpoint, job.message)
    except IntegrityError:  # somebody has deleted the endpoint meanwhile
        return False
    with transaction.atomic(durable=True):
        # Whoever lost the lease was too slow: another sends the same message.
        rows = WebhookEndpoint.objects.select_for_update()
        endpoint = rows.filter(pk=job.endpoint.pk, lease=job.lease).first()
        if endpoint is None:
            return False
        reason = _settle(endpoint, job.message, answer)
    if reason:
        tell_of_switching_off(endpoint)
    return answer.is_taken


def _settle(endpoint: WebhookEndpoint, message: Message, answer: Answer) -> str:
    """Note what came of a message; return why the endpoint is switched off, if it is."""
    now = timezone.now()
    endpoint.lease, endpoint.leased_until = "", now
    changed = ["lease", "leased_until", *Progress._fields]
    reason = ""
    if answer.is_taken:
        endpoint.cursor = message.sequence or endpoint.cursor
        endpoint.set_progress(Progress())
        changed.append("cursor")
    else:
        progress, reason = after_failure(endpoint, answer, now)
        endpoint.set_progress(progress)
        logger.warning("Webhook %s: %s %s", endpoint.pk, message.id, answer.error)
    if reason:
        endpoint.is_active, endpoint.off_reason = False, reason[:200]
        changed += ["is_active", "off_reason"]
    endpoint.save(update_fields=changed)
    return reason
