"""Links of a page that lead to what visitors cannot see.

Visitors get them as plain words (`cms.core.link_handlers`), so nothing is given away;
but an editor who has forgotten to publish the other page should know.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from cms.core.references import as_primary_key
from cms.publishing.editor_schedule import Plan, plans_for, public_at
from cms.publishing.london_time import london_text


if TYPE_CHECKING:
    from datetime import datetime

#: Who is an alias of whom is Wagtail's business and no link.
NO_LINKS = {"alias_of"}


class HiddenLink(NamedTuple):
    """A link that visitors will not be able to follow.

    Args:
        target: The page that it leads to.
        places: Where it stands on the page, such as “Body → Paragraph”.
        state: Why visitors do not see the target.
    """

    target: Page
    places: list[str]
    state: str


def moment_of(draft: Page, plan: Plan | None) -> datetime:
    """Return when the draft of a page is to be public: at its time, or else now."""
    now = timezone.now()
    times = [plan.at if plan else None, draft.go_live_at]
    return next((time for time in times if time and time > now), now)


def hidden_links(draft: Page, moment: datetime) -> list[HiddenLink]:
    """Return the links of a draft to pages that visitors will not see at `moment`.

    Takes in page choosers, rich text, blocks and inline rows: all that Wagtail's own
    reference index knows of, but of the draft, where the index holds what is published.
    """
    places = _linked_pages(draft)
    hidden = places.keys() - public_at(places.keys(), moment)
    if not hidden:
        return []
    targets = Page.objects.filter(pk__in=hidden).order_by("title", "pk")
    unrestricted = set(targets.public().values_list("pk", flat=True))
    plans = plans_for(hidden)
    return [
        HiddenLink(
            target,
            places[target.pk],
            _state(target, plans.get(target.pk), moment)
            if target.pk in unrestricted
            else _("only for those who log in or know a password"),
        )
        for target in targets.select_related("locale").specific(defer=True)
    ]


def _linked_pages(draft: Page) -> dict[int, list[str]]:
    """Return the ids of the pages that a draft links to, each with its places."""
    content_type = get_default_page_content_type()
    # Wagtail has no public way to ask for the references of an unpublished version.
    references = ReferenceIndex._extract_references_from_object(draft)
    places: defaultdict[int, list[str]] = defaultdict(list)
    for type_id, text_key, model_path, _content_path in references:
        key = as_primary_key(text_key)
        if type_id != content_type.pk or not key or model_path in NO_LINKS:
            continue
        place = _place(draft, model_path)
        if key != draft.pk and place not in places[key]:
            places[key].append(place)
    return {key: found for key, found in places.items() if found}


def _place(draft: Page, model_path: str) -> str:
    """Return what an editor calls a field or block, such as “Body → Paragraph”."""
    reference = ReferenceIndex(
        base_content_type=get_default_page_content_type(),
        content_type=draft.cached_content_type,
        model_path=model_path,
    )
    return str(reference.describe_source_field())


def _state(target: Page, plan: Plan | None, moment: datetime) -> str:
    """Return why visitors will not see an unrestricted page at `moment`."""
    if plan and plan.at > moment:
        return _("embargoed until %(time)s") % {"time": london_text(plan.at)}
    if target.live and target.go_live_at and target.go_live_at > moment:
        return _("embargoed until %(time)s") % {"time": london_text(target.go_live_at)}
    expire_at = plan.expire_at if plan else target.live and target.expire_at
    if expire_at and expire_at <= moment:
        return _("taken down on %(time)s") % {"time": london_text(expire_at)}
    if target.expired:
        return _("taken down")
    if target.first_published_at:
        return _("unpublished")
    return _("draft")
