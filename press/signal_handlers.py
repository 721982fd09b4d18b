"""What the log of changes and the index of references learn of press releases."""

from __future__ import annotations

from datetime import date, timedelta

from wagtail.models import ReferenceIndex

from cms.changes.midnight import Things, register_day
from press.models import PressContact, PressSettings


# The default contact stands on each release that has none of its own.
ReferenceIndex.register_model(PressSettings)


@register_day
def contacts_that_were_valid_until_yesterday(today: date) -> Things:
    yesterday = today - timedelta(days=1)
    contacts = PressContact.objects.filter(valid_until=yesterday)
    return PressContact, set(contacts.values_list("pk", flat=True))
