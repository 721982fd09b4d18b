"""Keys that partners show to ask for more than others may."""

from __future__ import annotations

import re
import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.tokens import hash_token


#: Tells those who look for secrets in code and logs what they have found.
PREFIX = "iomrw_"
KEY_BYTES = 32
#: Letters and digits alone: a double click marks all of it.
KEY_FORM = re.compile(rf"{PREFIX}[0-9a-f]{{{2 * KEY_BYTES}}}")
#: So much of a key tells it from a partner's other one.
BEGINNING = len(PREFIX) + 4


class PartnerKeyQuerySet(models.QuerySet["PartnerKey"]):
    def with_text(self, text: str) -> PartnerKey | None:
        """Return the key that `text` is, also if it is revoked, or None."""
        return self.filter(key_hash=hash_token(text)).first()


class PartnerKey(models.Model):
    """A key of a partner. Who makes it sees it once; only its hash is kept.

    It is revoked, never deleted: the list tells who had a key, and when.
    """

    partner = models.CharField(
        _("partner"),
        max_length=120,
        help_text=_("The organisation that gets the key. The usage report names it."),
    )
    contact_email = models.EmailField(
        _("contact e-mail"),
        blank=True,
        help_text=_(
            "Whom to write to if something is wrong with what they ask for. It is "
            "shown to administrators only."
        ),
    )
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_("For yourselves, such as what the partner uses the key for."),
    )
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    beginning = models.CharField(max_length=BEGINNING, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = PartnerKeyQuerySet.as_manager()

    class Meta:
        ordering = ["partner", "-made_at", "-pk"]
        verbose_name = _("partner key")
        verbose_name_plural = _("partner keys")

    def __str__(self) -> str:
        return f"{self.partner} ({self.beginning}…)"

    def set_new_key(self) -> str:
        """Make a key and return it; only its hash and its beginning are kept."""
        text = PREFIX + secrets.token_hex(KEY_BYTES)
        self.key_hash = hash_token(text)
        self.beginning = text[:BEGINNING]
        return text
