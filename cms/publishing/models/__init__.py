"""Models of publishing on time. Import them from here."""

from __future__ import annotations

from cms.publishing.models.bundles import Bundle, BundlePage, BundleState
from cms.publishing.models.heartbeat import Heartbeat
from cms.publishing.models.share_links import (
    ShareLink,
    ShareUse,
    remove_old_share_links,
)


__all__ = [
    "Bundle",
    "BundlePage",
    "BundleState",
    "Heartbeat",
    "ShareLink",
    "ShareUse",
    "remove_old_share_links",
]
