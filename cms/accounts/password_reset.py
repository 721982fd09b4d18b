"""Forgotten passwords."""

from __future__ import annotations

from threading import Thread
from typing import Any

from wagtail.admin.forms.auth import PasswordResetForm


class QuietPasswordResetForm(PasswordResetForm):
    """Takes the same time whether or not somebody has the e-mail address.

    A mail server needs its time, which would tell; it has it after the answer.
    """

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send the message beside the answer; the process waits for it to be sent."""
        Thread(target=super().send_mail, args=args, kwargs=kwargs).start()
