"""Panels of the editor that Wagtail does not have."""

from __future__ import annotations

from typing import Any

from django.forms import HiddenInput
from django.utils.safestring import SafeString

from wagtail.admin.panels import Panel


NEW_ROW = "__prefix__"


class UnseenFieldPanel(Panel):
    """Carries a field of an inline row through the form, where nobody sees it.

    Rows of a draft have no primary key: Wagtail makes them anew with each save, and what
    the form does not carry along is lost. A row that is added gets its own default.
    """

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field_name = field_name

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "field_name": self.field_name}

    def get_form_options(self) -> dict[str, Any]:
        return {
            "fields": [self.field_name],
            "widgets": {self.field_name: HiddenInput()},
        }

    class BoundPanel(Panel.BoundPanel):
        def render_html(self, parent_context: Any = None) -> SafeString:
            if NEW_ROW in (self.form.prefix or ""):
                return SafeString()
            return SafeString(str(self.form[self.panel.field_name]))
