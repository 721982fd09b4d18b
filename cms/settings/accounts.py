"""Who may log in, and for how long: accounts, lockouts and sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any


AUTHENTICATION_BACKENDS = [
    "cms.accounts.throttling.LockoutBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
#: Whether those who can publish must set up a second step at their next log-in.
TWO_FACTOR_REQUIRED = False
OTP_TOTP_ISSUER = "Refugee Week at IOM UK"
#: Seconds after which a session ends, and after which an idle one does.
SESSION_LONGEST: int | None = None
SESSION_IDLE: int | None = None

# Lockouts: so many failures for a name and address, or for an address and any names.
AXES_HANDLER = "cms.accounts.throttling.LockoutHandler"
AXES_CLIENT_IP_CALLABLE = "cms.core.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "cms.accounts.throttling.answer_lockout"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
FAILURES_PER_ADDRESS = 50
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the wait ends when we said
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # what happened is in the audit log
AXES_VERBOSE = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
