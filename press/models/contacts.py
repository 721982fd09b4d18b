"""Whom journalists may call."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.search import index

from cms.core.models import PreparedSetting, Snippet
from cms.core.serializers import Context, Representation


class PressContact(Snippet):
    """Somebody whom journalists may call or write to."""

    role = models.CharField(_("role"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=40,
        blank=True,
        help_text=_("An office number with country code, such as +44 20 …."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    valid_until = models.DateField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("The last day on which the contact is shown. Empty: always."),
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("organisation")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("valid_until"),
    ]
    search_fields = [*Snippet.search_fields, index.SearchField("organisation")]

    class Meta(Snippet.Meta):
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")

    def clean(self) -> None:
        """Ask for one way at least to reach the contact."""
        super().clean()
        if not (self.phone or self.email):
            raise ValidationError(
                _("Give a phone number or an e-mail address, or both.")
            )

    @property
    def is_valid(self) -> bool:
        """Whether the contact is to be shown today."""
        return self.valid_until is None or self.valid_until >= timezone.localdate()

    @property
    def phone_uri(self) -> str:
        """The number as a `tel:` URI (RFC 3966).

        “(0)” is dropped: it is dialled only inside the country.
        """
        number = self.phone.replace("(0)", "")
        digits = "".join(c for c in number if c.isdigit() or c == "+")
        return f"tel:{digits}"

    def get_api_values(self, context: Context) -> Representation:
        return {
            "role": self.role,
            "organisation": self.organisation,
            "phone": self.phone,
            "email": self.email,
        }


@register_setting(icon="openquote")
class PressSettings(PreparedSetting, BaseSiteSetting):
    """What holds for all press releases."""

    default_contact = models.ForeignKey(
        PressContact,
        verbose_name=_("default press contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown on a release that names no contact of its own."),
    )

    select_related = ["default_contact"]

    class Meta:
        verbose_name = _("press")
