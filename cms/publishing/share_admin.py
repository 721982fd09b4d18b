"""Share links in the admin: those of one page, and the use log of one link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.publishing.embargoes import Embargo, current_embargo
from cms.publishing.models import ShareLink
from cms.publishing.share_access import (
    Outcome,
    can_be_shared,
    has_version_to_come,
    open_link,
)
from cms.publishing.share_forms import (
    DraftLinkForm,
    NewLink,
    PressAccessForm,
    ShareForm,
    revoke,
)
from cms.publishing.share_mail import send_press_access


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

STATES = {
    Outcome.SHOWN: "Open",
    Outcome.PUBLIC: "Leads to the public page",
    Outcome.EXPIRED: "Expired",
    Outcome.REVOKED: "Revoked",
    Outcome.CLOSED: "Closed for now",
}
NEWEST_USES = 500


def may_manage(user: Any, page: Page | None) -> bool:
    """Say whether `user` may see, make and revoke the links of `page`."""
    if page is None:  # deleted; only its log is left
        return user.is_superuser
    return page.permissions_for_user(user).can_edit()


def breadcrumbs(page: Page, *more: dict[str, str]) -> list[dict[str, str]]:
    """Return the way to what belongs to `page`."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": edit, "label": page.get_admin_display_title()},
        *more,
    ]


class PageShareLinksView(WagtailAdminTemplateMixin, View):
    """The links of a page, and the forms for new ones."""

    template_name = "publishing/share_links.html"
    page_title = "Share links"
    header_icon = "link-external"

    page: Page
    embargo: Embargo | None

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponseBase:
        page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id)
        if not may_manage(request.user, page):
            raise PermissionDenied
        self.page = page
        self.embargo = current_embargo(page, timezone.now())
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(self._forms())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make a link and show it, once; its token is not stored."""
        kind = request.POST.get("kind", "")
        forms = self._forms({kind: request.POST})
        form = forms.get(kind)
        if form is None:
            messages.error(request, "This link cannot be made any more. Look again.")
            return redirect("share_links:page", self.page.pk)
        if not form.is_valid():
            return self._show(forms)
        return self._show_new(form, form.make_link(self.page, request.user))

    def _forms(self, data: dict[str, Any] | None = None) -> dict[str, ShareForm]:
        """Return the forms for the links that can be made now, by kind."""
        if not can_be_shared(self.page) or not has_version_to_come(self.page):
            return {}
        data = data or {}
        forms: list[ShareForm] = [DraftLinkForm(data.get(DraftLinkForm.kind))]
        if self.embargo:
            until = self.embargo.until
            press = data.get(PressAccessForm.kind)
            forms.append(PressAccessForm(press, embargo_until=until))
        return {form.kind: form for form in forms}

    def _show(self, forms: dict[str, ShareForm]) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                links=self._links(),
                forms=forms,
                embargo=self.embargo,
                can_be_shared=can_be_shared(self.page),
                page=self.page,
            )
        )

    def _show_new(self, form: ShareForm, new: NewLink) -> HttpResponse:
        is_mailed = None
        if form.cleaned_data.get("send_mail") and self.embargo:
            language = self.page.locale.language_code
            is_mailed = send_press_access(*new, self.embargo.until, language)
        context = self.get_context_data(
            link=new.link, address=new.address, is_mailed=is_mailed, page=self.page
        )
        return render(self.request, "publishing/share_link_made.html", context)

    def _links(self) -> list[tuple[ShareLink, str]]:
        """Return the links of this page, newest first, and how each one stands."""
        now = timezone.now()
        links = ShareLink.objects.filter(page_id=self.page.pk).with_uses()
        related = links.select_related("page", "made_by", "revoked_by")
        return [(link, STATES[open_link(link, now).outcome]) for link in related]

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return breadcrumbs(self.page, {"url": "", "label": self.page_title})


class ShareLogView(WagtailAdminTemplateMixin, View):
    """When and from where one link was used, and when it was refused."""

    template_name = "publishing/share_log.html"
    page_title = "Use log"
    header_icon = "history"

    link: ShareLink

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.link = _link_for(request, pk)
        uses = self.link.uses.all()[:NEWEST_USES]
        return self.render_to_response(
            self.get_context_data(link=self.link, uses=uses, newest=NEWEST_USES)
        )

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        here = {"url": "", "label": self.page_title}
        if page := self.link.page:
            links = reverse("share_links:page", args=[page.pk])
            return breadcrumbs(page, {"url": links, "label": "Share links"}, here)
        return [{"url": reverse("wagtailadmin_home"), "label": "Home"}, here]


@require_POST
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a link from the next request on."""
    link = _link_for(request, pk)
    revoke(link, request.user)
    messages.success(request, f"The link for {link.reader_name} is closed.")
    if link.page:
        return redirect("share_links:page", link.page.pk)
    return redirect("share_links:report")


def _link_for(request: HttpRequest, pk: int) -> ShareLink:
    links = ShareLink.objects.select_related("page", "made_by")
    link = get_object_or_404(links, pk=pk)
    if not may_manage(request.user, link.page):
        raise PermissionDenied
    return link
