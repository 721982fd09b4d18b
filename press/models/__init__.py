"""Press releases and contacts. Import them from here."""

from __future__ import annotations

from press.models.contacts import PressContact, PressSettings
from press.models.indexes import PressReleaseIndexPage
from press.models.releases import (
    PressReleasePage,
    RelatedStoryLink,
    ReleaseAttachment,
    ReleaseContact,
)


__all__ = [
    "PressContact",
    "PressReleaseIndexPage",
    "PressReleasePage",
    "PressSettings",
    "RelatedStoryLink",
    "ReleaseAttachment",
    "ReleaseContact",
]
