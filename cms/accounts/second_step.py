"""The second step of a log-in: codes from an app, and recovery codes."""

from __future__ import annotations

from base64 import b32encode
from binascii import unhexlify
from math import ceil
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

import segno
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from cms.accounts import events


if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser
    from django.http import HttpRequest

RECOVERY_CODES = 10
APP_CODE_LENGTH = 6


class TooManyGuessesError(Exception):
    """Codes are refused for a while; `seconds` says how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def as_picture(key: str, user: AbstractUser) -> str:
    """Return the picture that an app scans, as the address of an SVG in itself."""
    address = TOTPDevice(user=user, key=key).config_url
    return segno.make(address, micro=False).svg_data_uri(scale=5, border=4)


def as_text(key: str) -> str:
    """Return the key as one types it into an app, in groups of four."""
    text = b32encode(unhexlify(key)).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@transaction.atomic
def set_up(user: AbstractUser, key: str, code: str) -> TOTPDevice | None:
    """Connect an app that shows the right code for `key`; return None for a wrong one.

    The app takes the place of an earlier one, and recovery codes are made anew.
    """
    device = TOTPDevice.objects.create(user=user, name="app", key=key, confirmed=False)
    if not device.verify_token(_digits(code)):
        device.delete()
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return device


@transaction.atomic
def make_recovery_codes(user: AbstractUser) -> list[str]:
    """Return new codes, each good for one log-in; earlier ones are worth nothing."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _each in range(RECOVERY_CODES)]
    device.token_set.bulk_create(StaticToken(device=device, token=t) for t in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def verify(user: AbstractUser, code: str, request: HttpRequest) -> Device | None:
    """Return what has shown `code`, the app or the list of recovery codes, or None.

    Raises `TooManyGuessesError` after wrong codes: each makes the wait twice as long.
    Whoever comes here knows the password, so these count for the account.
    """
    from_app = _digits(code)
    if len(from_app) == APP_CODE_LENGTH:
        device = _verify(TOTPDevice, user, from_app)
    else:
        device = _verify(StaticDevice, user, code.replace("-", "").strip().lower())
    if device is None:
        events.record(events.SECOND_STEP_FAILED, user, request)
    elif isinstance(device, StaticDevice):
        events.record(events.RECOVERY_CODE_USED, user, request, by=user)
    return device


def _digits(code: str) -> str:
    return "".join(filter(str.isdecimal, code)) if code.isascii() else ""


@transaction.atomic
def _verify(kind: type[Device], user: AbstractUser, code: str) -> Device | None:
    device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return None
    allowed, reason = device.verify_is_allowed()
    if not allowed:
        wait = reason["locked_until"] - timezone.now()
        raise TooManyGuessesError(max(1, ceil(wait.total_seconds())))
    return device if device.verify_token(code) else None


@transaction.atomic
def reset(user: AbstractUser, by: Any = None) -> bool:
    """Take the second step of `user` away and tell them; say whether there was one.

    All their sessions end: whoever has the lost telephone may have one.
    """
    removed, _by_model = TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    events.record(events.SECOND_STEP_RESET, user, by=by)
    transaction.on_commit(lambda: tell(user, "second_step_reset"))
    return bool(removed)


def tell(user: AbstractUser, what: str) -> None:
    """Write to `user` about something that was done to their account."""
    if not user.email:
        return
    context = {"user": user, "base_url": settings.BASE_URL}
    send_mail(
        subject=render_to_string(f"accounts/mail/{what}_subject.txt", context).strip(),
        message=render_to_string(f"accounts/mail/{what}.txt", context),
        from_email=None,
        recipient_list=[user.email],
        fail_silently=True,
    )
