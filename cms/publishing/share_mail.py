"""The mail that brings a journalist the link to an embargoed release."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from cms.publishing.share_banner import embargo_text


if TYPE_CHECKING:
    from datetime import datetime

    from cms.publishing.models import ShareLink

logger = logging.getLogger(__name__)


def send_press_access(
    link: ShareLink, address: str, embargo_until: datetime, language: str
) -> bool:
    """Send the link to its reader; say whether the mail server took it.

    Neither subject nor text names the release: a mail stays when an embargoed text is
    withdrawn.
    """
    with translation.override(language):
        words = {
            "reader": link.reader,
            "site": settings.WAGTAIL_SITE_NAME,
            "address": address,
            "until": embargo_text(embargo_until),
            "end": embargo_text(link.expires_at),
        }
        mail = EmailMessage(
            subject=gettext("Your access to an embargoed text"),
            body=render_to_string("publishing/press_access_mail.txt", words),
            to=[link.email],
            reply_to=[link.made_by.email]
            if link.made_by and link.made_by.email
            else [],
        )
    try:
        return bool(mail.send())
    except (OSError, SMTPException):
        logger.exception("The mail for share link %s was not sent.", link.pk)
        return False
