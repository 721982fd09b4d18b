"""How much of the API one caller may ask for. Import it from here."""

from __future__ import annotations

from cms.api.throttling.admission import Admission, admit, refusal
from cms.api.throttling.middleware import LimitsMiddleware, RefusalMiddleware, admitted


__all__ = [
    "Admission",
    "LimitsMiddleware",
    "RefusalMiddleware",
    "admit",
    "admitted",
    "refusal",
]
