"""Translations are published by those who can publish.

wagtail-localize lets everybody who may translate publish translations while updating
them; here that takes the right to publish each of the pages.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse

from wagtail.models import Page

from wagtail_localize.views.update_translations import UpdateTranslationsView


class CheckedUpdateTranslationsView(UpdateTranslationsView):
    """Updates translations, and publishes them for those who can publish them."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Refuse to publish a translation without the right to."""
        if form.cleaned_data["publish_translations"]:
            for translation in self.object.translations.filter(enabled=True):
                page = translation.get_target_instance()
                if (
                    isinstance(page, Page)
                    and not page.permissions_for_user(self.request.user).can_publish()
                ):
                    raise PermissionDenied
        return super().form_valid(form)
