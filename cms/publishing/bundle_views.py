"""Bundles in the admin: a list, a form, and a page that says how a bundle stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join

from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.publishing.bundle_forms import BundleForm
from cms.publishing.bundle_steps import Step, next_steps
from cms.publishing.bundles import versions
from cms.publishing.london_time import london_text
from cms.publishing.models import Bundle, BundleState


if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from cms.publishing.models import BundlePage

TITLES_IN_LIST = 3


class BundleIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Bundle]:
        return super().get_base_queryset().prefetch_related("entries")


class OwnPageNextMixin:
    """Shows the bundle's own page after the form: there it is handed on."""

    object: Bundle

    def get_success_url(self) -> str:
        return reverse("bundle:inspect", args=[self.object.pk])


class OnlyDraftsMixin:
    """Changes nothing but drafts: what was handed on stays as it is."""

    object: Bundle
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bundle = Bundle.objects.filter(pk=kwargs["pk"]).first()
        if bundle and not bundle.is_editable:
            return self._refuse(request, bundle)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a view's

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            # Nobody hands the bundle on while it is being saved.
            bundle = Bundle.objects.select_for_update().get(pk=self.object.pk)
            if bundle.is_editable and self.object.is_editable:
                return super().form_valid(form)  # type: ignore[misc]  # a view's
        return self._refuse(self.request, bundle)

    def _refuse(self, request: HttpRequest, bundle: Bundle) -> HttpResponse:
        messages.warning(request, "Withdraw the bundle first; then you can change it.")
        return redirect("bundle:inspect", bundle.pk)


class BundleCreateView(OwnPageNextMixin, generic.CreateView):
    pass


class BundleEditView(OnlyDraftsMixin, OwnPageNextMixin, generic.EditView):
    pass


class BundleDeleteView(OnlyDraftsMixin, generic.DeleteView):
    pass


class BundleInspectView(generic.InspectView):
    """How a bundle stands; a POST takes the next step, the one named in `step`."""

    template_name = "publishing/bundle.html"
    page_title = "Bundle"
    header_more_buttons: list[Any] = []  # all that can be done is on the page itself

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        steps = {step.name: step for step in self._steps}
        if step := steps.get(request.POST.get("step", "")):
            self._take(step)
        else:
            messages.error(request, "That cannot be done any more. Look again.")
        return redirect("bundle:inspect", self.object.pk)

    def _take(self, step: Step) -> None:
        try:
            step.take(self.request.user, self.request.POST.get("seen", ""))
        except ValidationError as error:
            sentences = ((message,) for message in error.messages)
            messages.error(self.request, format_html_join(" ", "{}", sentences))
        else:
            messages.success(self.request, step.done)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "bundle": self.object,
            "entries": self._entries,
            "seen": versions(self._entries),
            "steps": self._steps,
            "may_edit": self._may_change and self.object.is_editable,
            "may_delete": self.user_has_permission("delete"),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        index = {"url": reverse("bundle:index"), "label": "Bundles"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    def get_fields_context(self) -> list[Any]:
        return []

    @cached_property
    def _entries(self) -> list[BundlePage]:
        return list(
            self.object.entries.select_related(
                "page__latest_revision__user", "revision"
            )
        )

    @cached_property
    def _may_change(self) -> bool:
        return self.user_has_permission("change")

    @cached_property
    def _steps(self) -> list[Step]:
        return next_steps(
            self.object, self._entries, self.request.user, self._may_change
        )


def titles(bundle: Bundle) -> str:
    """Return what the first pages of a bundle are called, and how many more there are."""
    names = [entry.page_title for entry in bundle.entries.all()]
    more = len(names) - TITLES_IN_LIST
    shown = ", ".join(f"“{name}”" for name in names[:TITLES_IN_LIST])
    return f"{shown} and {more} more" if more > 0 else shown


class BundleViewSet(ModelViewSet):
    """“Bundles” in the menu."""

    model = Bundle
    icon = "calendar-check"
    menu_order = 250
    add_to_admin_menu = True
    # A bundle shows nothing of its pages to anybody: it is no place where they are used.
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_filter = ["state"]
    list_per_page = 50
    list_display = [
        TitleColumn("title", label="Title", url_name="bundle:inspect"),
        StatusTagColumn(
            "get_state_display",
            label="State",
            primary=lambda bundle: bundle.state == BundleState.APPROVED,
        ),
        Column(
            "go_live_at",
            label="Goes live at",
            accessor=lambda bundle: london_text(bundle.go_live_at),
            sort_key="go_live_at",
        ),
        Column("pages", label="Pages", accessor=titles),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("go_live_at"),
            InlinePanel(
                "entries",
                heading="Pages",
                label="Page",
                help_text="Each goes live in the version that is approved.",
                panels=[PageChooserPanel("page")],
            ),
        ],
        base_form_class=BundleForm,
    )

    index_view_class = BundleIndexView
    add_view_class = BundleCreateView
    edit_view_class = BundleEditView
    delete_view_class = BundleDeleteView
    inspect_view_class = BundleInspectView
