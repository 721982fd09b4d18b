"""The form of an endpoint."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminModelForm

from cms.changes.models import Event
from cms.changes.webhooks.addresses import Refused, checked_addresses, read_url


#: Seconds that whoever saves waits for the name of a host to be looked up.
LOOK_UP = 3.0


class EndpointForm(WagtailAdminModelForm):
    """Takes an address that messages may be sent to, and writes what it shows alone."""

    events = forms.MultipleChoiceField(
        label=_("Events"),
        choices=[(event.value, event.label.capitalize()) for event in Event],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "What to tell the receiver of. Choose none to tell it of everything, which "
            "is right for whoever keeps a copy of our pages."
        ),
    )

    def clean_url(self) -> str:
        """Refuse what could never be delivered. A name unknown so far may come yet."""
        url: str = self.cleaned_data["url"]
        try:
            host = read_url(url).host.decode()
            checked_addresses(host, LOOK_UP, may_be_unknown=True)
        except Refused as reason:
            raise ValidationError(str(reason)) from None
        return url

    def save(self, commit: bool = True) -> Any:
        endpoint = self.instance
        if endpoint._state.adding or not commit:
            return super().save(commit=commit)
        # The worker writes the other fields at any moment.
        endpoint.save(update_fields=[*self.fields])
        if "is_active" in self.changed_data and endpoint.is_active:
            endpoint.switch_on()
        elif "url" in self.changed_data:
            endpoint.retry_now()
        return endpoint
