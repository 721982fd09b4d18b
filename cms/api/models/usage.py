"""How much of the API was asked for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UsageDay(models.Model):
    """The requests of one partner on one day, or of all who show no key.

    Written once a minute from what `cms.api.usage` counts. It holds a name and no key:
    a partner's new key goes on where the old one stopped.
    """

    day = models.DateField(_("day"))
    #: Empty for those without a key.
    partner = models.CharField(_("partner"), max_length=120, blank=True)
    answered = models.PositiveBigIntegerField(_("answered"), default=0)
    refused = models.PositiveBigIntegerField(_("refused"), default=0)

    class Meta:
        ordering = ["-day", "partner"]
        verbose_name = _("row")
        verbose_name_plural = _("rows")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["day", "partner"], name="a_partner_has_one_row_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner or _('Without a key')}, {self.day:%Y-%m-%d}"
