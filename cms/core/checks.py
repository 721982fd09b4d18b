"""House rules that Django checks at each start."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from wagtail.models import Page, get_page_models

from cms.core.models import BasePage


@register("pages")
def check_page_types(**kwargs: Any) -> list[CheckMessage]:
    """Every page type is rendered, searched and given to partners."""
    errors: list[CheckMessage] = []
    for model in get_page_models():
        if model is Page:
            continue
        label = model._meta.label
        if not issubclass(model, BasePage):
            errors.append(
                Error(f"{label} does not build on BasePage.", obj=model, id="core.E001")
            )
            continue
        if "api_fields" not in vars(model):
            errors.append(
                Error(
                    f"{label} has no api_fields of its own.", obj=model, id="core.E002"
                )
            )
        try:
            get_template(model.template)
        except TemplateDoesNotExist:
            errors.append(
                Error(
                    f"{label} has no template {model.template}.",
                    obj=model,
                    id="core.E003",
                )
            )
    return errors
