"""What an editor is told of hidden links, in messages and at the top of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.admin import messages
from wagtail.models import Page

from cms.publishing.editor_links import HiddenLink, hidden_links, moment_of
from cms.publishing.editor_schedule import Badge, Plan, badges_for, plans_for
from cms.publishing.london_time import london_text


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import HttpRequest
    from django.utils.safestring import SafeString


class Banner(NamedTuple):
    """What stands above the form of a page.

    Args:
        badges: What is planned for the page.
        unplanned: A “Publish on” that somebody has typed and nobody has approved.
        may_publish: Whether the editor can make it count.
        links: What is to be said of hidden links; empty for nothing.
    """

    badges: list[Badge]
    unplanned: str
    may_publish: bool
    links: SafeString | str


def banner_for(draft: Page, user: Any) -> Banner:
    """Return what `user` is to know who edits this draft."""
    stored = Page.objects.get(pk=draft.pk)
    plan = plans_for([draft.pk]).get(draft.pk)
    unplanned = _unplanned(draft, plan)
    return Banner(
        # The line on the time that does not count yet says it better than a badge.
        badges=[] if unplanned and not plan else badges_for(stored, plan),
        unplanned=unplanned,
        may_publish=draft.permissions_for_user(user).can_publish(),
        links=_link_warning(draft, plan, user),
    )


def _unplanned(draft: Page, plan: Plan | None) -> str:
    """Return the time of a draft that is not what has been planned, as text."""
    time = draft.go_live_at
    if not time or time <= timezone.now() or plan:
        return ""
    stored = Page.objects.filter(pk=draft.pk, live=True, go_live_at=time)
    return "" if stored.exists() else london_text(time)


def warn_of_hidden_links(request: HttpRequest, page: Page) -> None:
    """Tell an editor who has saved or published `page` of links to hidden pages.

    Nothing is said of a draft that nobody is about to publish, nor after an automatic
    save, whose answer shows no messages: the line above the form changes instead.
    """
    if not request.accepts("text/html"):
        return
    draft = page.get_latest_revision_as_object()
    plan = plans_for([page.pk]).get(page.pk)
    if not (draft.live or plan or draft.go_live_at or draft.workflow_in_progress):
        return
    if warning := _link_warning(draft, plan, request.user):
        messages.warning(request, warning)


def warn_after_bulk_publishing(
    request: HttpRequest, action_type: str, pages: Iterable[Any], action: Any
) -> None:
    """Do the same for each page that was published from a list."""
    if action_type == "publish" and action.model is Page:
        ids = [page.pk for page in pages]
        for page in Page.objects.filter(pk__in=ids).specific():
            warn_of_hidden_links(request, page)


def _link_warning(draft: Page, plan: Plan | None, user: Any) -> SafeString | str:
    """Return a sentence on hidden links and a list of them; empty where all is well."""
    moment = moment_of(draft, plan)
    links = hidden_links(draft, moment)
    if not links:
        return ""
    return format_html(
        "{} <ul>{}</ul> {}",
        _heading(draft, moment, len(links)),
        format_html_join("", "<li>{}: {}. {}</li>", (_row(k, user) for k in links)),
        _("Until visitors can see that page, they get plain words and no link."),
    )


def _heading(draft: Page, moment: datetime, count: int) -> str:
    words = {
        "title": draft.get_admin_display_title(),
        "count": count,
        "time": london_text(moment),
    }
    if moment > timezone.now():
        text = ngettext(
            "On %(time)s, “%(title)s” will link to a page that visitors cannot see then:",
            "On %(time)s, “%(title)s” will link to %(count)s pages that visitors cannot "
            "see then:",
            count,
        )
    else:
        text = ngettext(
            "“%(title)s” links to a page that visitors cannot see:",
            "“%(title)s” links to %(count)s pages that visitors cannot see:",
            count,
        )
    return text % words


def _row(link: HiddenLink, user: Any) -> tuple[SafeString | str, str, str]:
    """Return the target's title, its state and where the link stands.

    Title and embargo are told to those only who may work on the target.
    """
    places = _("Linked in: %(places)s") % {"places": ", ".join(link.places)}
    rights = link.target.permissions_for_user(user)
    if not (rights.can_edit() or rights.can_publish()):
        return _("A page that you may not edit"), _("not public then"), places
    address = reverse("wagtailadmin_pages:edit", args=[link.target.pk])
    title = format_html(
        '<a href="{}">“{}”</a>', address, link.target.get_admin_display_title()
    )
    return title, link.state, places
