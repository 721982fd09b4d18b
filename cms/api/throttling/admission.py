"""Whether a request is answered: who asks, and how often they have asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cms.api.counters import Window, count_in_window
from cms.api.errors import json_error
from cms.api.keys import Credential, read_credential
from cms.api.throttling.rates import BY_ADDRESS, BY_PARTNER, Policy, Rate
from cms.core.addresses import client_address


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CHALLENGE = 'Bearer realm="Partner API", error="invalid_token"'
BAD_KEY = "This key is unknown or revoked. Ask without it, or for a new one."
TOO_MANY = "Too many requests. Ask again in {} seconds; a partner key allows more."


class Admission(NamedTuple):
    """What becomes of a request.

    Args:
        credential: The key that came with it, if one did.
        policy: The limit that it counts for.
        rate: How high that is; None for no limit.
        window: How it stands; None if nothing was counted.
    """

    credential: Credential | None
    policy: Policy
    rate: Rate | None = None
    window: Window | None = None

    @property
    def has_bad_key(self) -> bool:
        return self.credential is not None and not self.credential.is_good

    @property
    def is_over(self) -> bool:
        """Whether there were too many."""
        if self.rate is None or self.window is None:
            return False
        return self.window.used > self.rate.quota

    @property
    def headers(self) -> dict[str, str]:
        """What the answer tells of the limit (draft-ietf-httpapi-ratelimit-headers)."""
        if self.rate is None or self.window is None:
            return {}
        name, rate, window = self.policy.name, self.rate, self.window
        left = max(rate.quota - window.used, 0)
        return {
            "RateLimit-Policy": f'"{name}";q={rate.quota};w={rate.seconds}',
            "RateLimit": f'"{name}";r={left};t={window.seconds_left}',
        }


def admit(request: HttpRequest) -> Admission:
    """Count a request for whoever sends it, and say what becomes of it.

    A key that is not good counts for the address: trying keys out is limited, too.
    """
    credential = read_credential(request.META.get("HTTP_AUTHORIZATION", ""))
    if credential and credential.is_good:
        policy, caller = BY_PARTNER, str(credential.key_id)
    else:
        policy, caller = BY_ADDRESS, client_address(request) or "unknown"
    rate = policy.rate
    if rate is None:
        return Admission(credential, policy)
    window = count_in_window(f"api-limit:{policy.name}:{caller}", rate.seconds)
    return Admission(credential, policy, rate, window)


def refusal(admission: Admission) -> HttpResponse | None:
    """Return the answer to a request that is refused, None to one that is not."""
    if admission.is_over and admission.window:
        seconds = str(admission.window.seconds_left)
        response = json_error(TOO_MANY.format(seconds), 429)
        response.headers["Retry-After"] = seconds
        return response
    if admission.has_bad_key:
        response = json_error(BAD_KEY, 401)
        response.headers["WWW-Authenticate"] = CHALLENGE
        return response
    return None
