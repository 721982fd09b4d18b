"""How many requests are allowed, as an operator writes it: `600/min`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


PERIODS = {"s": 1, "min": 60, "hour": 60 * 60, "day": 24 * 60 * 60}


class Rate(NamedTuple):
    """So many requests in a window of so many seconds."""

    quota: int
    seconds: int


class Policy(NamedTuple):
    """A limit by its name in the headers, and the setting that says how high it is."""

    name: str
    setting: str

    @property
    def rate(self) -> Rate | None:
        """How high the limit is; None if there is none.

        Raises:
            ImproperlyConfigured: The setting does not say so.
        """
        return _parse(getattr(settings, self.setting), self.setting)


#: For whoever shows no key.
BY_ADDRESS = Policy("address", "API_RATE_LIMIT")
#: For whoever shows a good one.
BY_PARTNER = Policy("partner", "API_PARTNER_RATE_LIMIT")


@cache
def _parse(text: str, setting: str) -> Rate | None:
    if not text:
        return None
    quota, _slash, period = text.partition("/")
    is_number = quota.isascii() and quota.isdecimal() and int(quota) > 0
    if not is_number or period not in PERIODS:
        raise ImproperlyConfigured(
            f"{setting} must be a number of requests and one of {', '.join(PERIODS)}, "
            f"such as 600/min, or empty for no limit. It is {text!r}."
        )
    return Rate(int(quota), PERIODS[period])
