"""Partners with a key, and how much is asked for. Import them from here."""

from __future__ import annotations

from cms.api.models.keys import PartnerKey
from cms.api.models.usage import UsageDay


__all__ = ["PartnerKey", "UsageDay"]
