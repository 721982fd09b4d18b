"""Tells administrators that an endpoint was switched off by itself."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.urls import absolute_url


if TYPE_CHECKING:
    from cms.changes.models import WebhookEndpoint

logger = logging.getLogger(__name__)


def tell_of_switching_off(endpoint: WebhookEndpoint) -> None:
    """Send a mail to all who may switch it on again. The admin shows it as well."""
    words = {
        "endpoint": endpoint,
        "site": settings.WAGTAIL_SITE_NAME,
        "page": absolute_url(reverse("webhooks:inspect", args=[endpoint.pk])),
    }
    text = render_to_string("changes/switched_off_mail.txt", words)
    for address in _addresses():  # one each: nobody learns of the others' addresses
        try:
            send_mail(_("A webhook was switched off"), text, None, [address])
        except (OSError, SMTPException):
            logger.exception("The mail on webhook %s was not sent.", endpoint.pk)


def _addresses() -> list[str]:
    people = get_user_model().objects.with_perm(
        "changes.change_webhookendpoint",
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return sorted(set(people.exclude(email="").values_list("email", flat=True)))
