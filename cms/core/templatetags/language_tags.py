"""Languages in pages: the switch, and words in another language than the page's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from cms.core.languages import OtherLanguage, other_languages, same_address


if TYPE_CHECKING:
    from django.template.context import RequestContext

    from wagtail.models import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def languages_of(context: RequestContext) -> list[OtherLanguage]:
    """Return where the page shown leads to in other languages."""
    request = context.get("request")
    return other_languages(request, context.get("page")) if request else []


@register.simple_tag(takes_context=True)
def pages_at_same_address(context: RequestContext) -> list[tuple[Page, str]]:
    """Return public pages at the address of an error in other languages, with paths."""
    request = context.get("request")
    return same_address(request) if request else []


@register.filter
def lang_of_words(text: str) -> SafeString:
    """Return `lang` and `dir` for words that are not translated: credits, descriptions.

    They are written once for all languages, as a rule in the main one. In a page of
    another language they are marked as that, unless they are in its own script.
    """
    here, main = get_language(), settings.LANGUAGE_CODE
    if not text or here in (None, main) or _has_own_script(here, text):
        return mark_safe("")
    return format_html(' lang="{}" dir="ltr"', main)


def _has_own_script(code: str, text: str) -> bool:
    """Say whether words in a script from right to left can be of such a language."""
    is_rtl = any(bidirectional(letter) in ("AL", "R") for letter in text)
    return is_rtl and get_language_info(code)["bidi"]


@register.filter
def lang_if_other(page: Any) -> SafeString:
    """Return `lang` and `dir` for the title of a page in another language than this one.

        <a href="{% page_url linked %}"{{ linked|lang_if_other }}>{{ linked.title }}</a>

    A screen reader takes them to speak the title in its own language (WCAG 3.1.2).
    """
    if not page:
        return mark_safe("")
    code = page.locale.language_code
    if code == get_language():
        return mark_safe("")
    direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', code, direction)
