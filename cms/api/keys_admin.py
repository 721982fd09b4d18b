"""“Partner keys” in the admin: made, shown once, revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from cms.api.models import PartnerKey


if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import ModelForm
    from django.http import HttpRequest, HttpResponse

    from wagtail.log_actions import LogActionRegistry

LOG_REVOKED = "partner_api.revoke"


def register_key_actions(actions: LogActionRegistry) -> None:
    """Give what is done to keys its name in the history."""
    actions.register_action(LOG_REVOKED, _("Revoke"), _("The partner key was revoked"))


class KeyIndexView(generic.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        title_column = self._get_title_column_class(TitleColumn)
        return [
            title_column(
                "partner",
                label=_("Partner"),
                get_url=self.get_edit_url,
                sort_key="partner",
            ),
            Column(
                "beginning", label=_("Key"), accessor=lambda key: f"{key.beginning}…"
            ),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor=lambda key: _("Revoked") if key.revoked_at else _("In use"),
                primary=lambda key: not key.revoked_at,
            ),
            Column("made_by", label=_("Made by")),
            DateColumn("made_at", label=_("Made"), sort_key="made_at"),
            DateColumn("last_used_at", label=_("Last used"), sort_key="last_used_at"),
            DateColumn("revoked_at", label=_("Revoked at"), sort_key="revoked_at"),
        ]

    def get_base_queryset(self) -> QuerySet[PartnerKey]:
        return super().get_base_queryset().select_related("made_by")

    def get_delete_url(self, instance: PartnerKey) -> str | None:
        return None if instance.revoked_at else super().get_delete_url(instance)

    def get_list_more_buttons(self, instance: PartnerKey) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        revoke_url = self.get_delete_url(instance)
        for button in buttons:
            if revoke_url and button.url == revoke_url:
                button.label = gettext("Revoke")
        return buttons


class KeyCreateView(generic.CreateView):
    """Makes a key and shows it, once: it is not stored."""

    def get_form(self, form_class: Any = None) -> ModelForm:
        form = super().get_form(form_class)
        # Whoever has a key can be written to. It may be emptied when they are gone.
        form.fields["contact_email"].required = True
        return form

    def save_instance(self) -> PartnerKey:
        key = self.form.instance
        key.made_by = self.request.user
        self._text = key.set_new_key()
        return super().save_instance()

    def save_action(self) -> HttpResponse:
        context = {"key": self.object, "text": self._text}
        return TemplateResponse(self.request, "partner_api/key_made.html", context)


class KeyEditView(generic.EditView):
    delete_item_label = _("Revoke")

    @cached_property
    def can_delete(self) -> bool:
        may = self.user_has_permission_for_instance("delete", self.object)
        return may and self.object.revoked_at is None


class KeyRevokeView(generic.DeleteView):
    """Ends a key with the next request. It stays in the list."""

    page_title = _("Revoke")
    template_name = "partner_api/confirm_revoke.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # The first time counts, however often the form is sent.
        revoked = PartnerKey.objects.filter(pk=self.object.pk, revoked_at=None).update(
            revoked_at=timezone.now(), revoked_by=request.user
        )
        if revoked:
            log(self.object, LOG_REVOKED, user=request.user)
        text = gettext("The key of %(partner)s no longer counts.")
        messages.success(request, text % {"partner": self.object.partner})
        return redirect(self.get_success_url())


class KeyViewSet(ModelViewSet):
    """“Partner keys” in the settings."""

    model = PartnerKey
    icon = "key"
    menu_order = 650
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    panels = [FieldPanel("partner"), FieldPanel("contact_email"), FieldPanel("note")]
    search_fields = ["partner", "contact_email"]
    list_per_page = 50
    index_view_class = KeyIndexView
    add_view_class = KeyCreateView
    edit_view_class = KeyEditView
    delete_view_class = KeyRevokeView
