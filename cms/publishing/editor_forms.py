"""“Publish on” and “Take down on” in the forms of the admin.

Wagtail's own fields for a schedule, under words that an editor understands, in London
time. `PublishingConfig.ready` imports this module before any form is made.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Page

from cms.core.models import BasePage
from cms.core.slugs import check_slug
from cms.publishing.london_time import LondonDateTimeField, zone_label


ZONE = lazy(zone_label, str)()

WORDS: dict[str, dict[str, Any]] = {
    "go_live_at": {
        "label": gettext_lazy("Publish on"),
        "help_text": format_lazy(
            "{}. {}",
            ZONE,
            gettext_lazy(
                "Until then nobody outside sees the page. Leave it empty to publish "
                "at once."
            ),
        ),
    },
    "expire_at": {
        "label": gettext_lazy("Take down on"),
        "help_text": format_lazy(
            "{}. {}",
            ZONE,
            gettext_lazy("From then on nobody outside sees the page any more."),
        ),
    },
}


def _london_form_field(db_field: DateTimeField) -> dict[str, Any]:
    """Return how a form shows a moment that the database keeps."""
    field = {"form_class": LondonDateTimeField, "widget": AdminDateTimeInput}
    return field | (WORDS.get(db_field.name, {}) if db_field.model is Page else {})


register_form_field_override(DateTimeField, override=_london_form_field)


class ScheduledPageForm(WagtailAdminPageForm):
    """The form of every page type."""

    def clean(self) -> dict[str, Any]:
        """Refuse an address that is taken, and a new “Publish on” that has passed.

        Wagtail takes such a time to mean “now”; with a wrong month or year, an embargo
        would be broken by the very click that was to set it.
        """
        cleaned = super().clean()
        try:
            check_slug(cleaned.get("slug", ""), self.parent_page)
        except ValidationError as error:
            self.add_error(None, error)
        go_live_at = cleaned.get("go_live_at")
        if (
            go_live_at
            and "go_live_at" in self.changed_data
            and go_live_at <= timezone.now()
        ):
            self.add_error(
                "go_live_at",
                ValidationError(
                    _(
                        "This time has passed. Choose a later one, or leave the field "
                        "empty to publish at once."
                    ),
                    code="passed",
                ),
            )
        return cleaned


# Core knows nothing of publishing on time, so the form is given to it from here.
BasePage.base_form_class = ScheduledPageForm
