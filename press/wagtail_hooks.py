"""Press contacts in Wagtail's admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from press.models import PressContact


class PressContactViewSet(SnippetViewSet):
    model = PressContact
    icon = "mail"
    list_display = ["name", "organisation", "phone", "email", "valid_until", "locale"]


register_snippet(PressContactViewSet)
