"""The form in which editors put a bundle together."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst

from wagtail.admin.forms import WagtailAdminModelForm

from cms.publishing.london_time import LondonDateTimeField, zone_label
from cms.publishing.models import Bundle


class BundleForm(WagtailAdminModelForm):
    """Title, time and pages, and what is wrong with them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = Bundle._meta.get_field("go_live_at")
        self.fields["go_live_at"] = LondonDateTimeField(
            label=f"{capfirst(field.verbose_name)}, {zone_label()}",
            help_text=field.help_text,
        )

    def clean_go_live_at(self) -> Any:
        moment = self.cleaned_data["go_live_at"]
        if moment <= timezone.now():
            raise ValidationError("This time is past. Choose a later one.")
        return moment

    def is_valid(self) -> bool:
        """Check the pages, too, once everything else is in order."""
        return super().is_valid() and self._pages_fit()

    def _pages_fit(self) -> bool:
        rows = [
            row
            for row in self.formsets["entries"].forms
            if row.cleaned_data.get("page") and not row.cleaned_data.get("DELETE")
        ]
        seen: set[int] = set()
        for row in rows:
            page = row.cleaned_data["page"]
            if page.pk in seen:
                row.add_error("page", "This page is in the bundle twice.")
            elif problem := self._page_problem(page):
                row.add_error("page", problem)
            seen.add(page.pk)
        return not any(row.errors for row in rows)

    def _page_problem(self, page: Any) -> str:
        """Return why the editor may not put `page` into this bundle."""
        # Checked first: who may not edit a page learns nothing about it.
        if not page.specific.permissions_for_user(self.for_user).can_edit():
            return "You may not edit this page, so you cannot put it into a bundle."
        others = Bundle.objects.open().filter(entries__page=page)
        if other := others.exclude(pk=self.instance.pk).first():
            return f"This page is already in the bundle “{other}”."
        return ""
