"""What editors see of schedules in Wagtail's lists and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from cms.publishing.editor_forms import WORDS
from cms.publishing.editor_messages import banner_for
from cms.publishing.editor_schedule import badges_for, plans_for


if TYPE_CHECKING:
    from django.forms import Form
    from django.template.context import Context

    from wagtail.models import Page

    from cms.publishing.editor_schedule import Plan

register = template.Library()


@register.inclusion_tag("publishing/editor_badges.html", takes_context=True)
def schedule_badges(context: Context, page: Page) -> dict[str, Any]:
    """Show what is planned for a page of a list."""
    return {"badges": badges_for(page, _plans(context, page).get(page.pk))}


def _plans(context: Context, page: Page) -> dict[int, Plan]:
    """Return the plans of all pages of the list, looked up once, with its first row."""
    table = context.get("table")
    if table is None:
        return plans_for([page.pk])
    if not hasattr(table, "plans"):
        table.plans = plans_for([row.pk for row in table.data])
    return table.plans


@register.inclusion_tag("publishing/editor_banner.html", takes_context=True)
def schedule_banner(context: Context) -> dict[str, Any]:
    """Show above the form of a page what is planned, and which links are hidden."""
    page = context.get("page")
    if not page or not page.pk:
        return {}
    return {
        "banner": banner_for(page, context["request"].user),
        "errors": _schedule_errors(context.get("form")),
    }


def _schedule_errors(form: Form | None) -> list[str]:
    """Return what is wrong with the times, which stand in a dialogue that is closed."""
    return [
        f"{form[name].label}: {error}"
        for name in WORDS
        if form and name in form.fields
        for error in form.errors.get(name, [])
    ]
