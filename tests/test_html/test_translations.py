from __future__ import annotations

import ast
import re
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

from wagtail.models import get_page_models

import pytest

from cms.core.models import BasePage
from refugeeweek.models import EventFormat, Occurrence, Partnership


#: A call that Django's own extraction writes for a piece of text in a template.
CALL = re.compile(r"""\b(n?p?)gettext\(((?:u?('|")(?:(?!\3)[^\\]|\\.)*\3,?\s*)+)""")
NAMES = re.compile(r"%\(\w+\)s")
ARABIC = re.compile(r"[\u0600-\u06ff]")

#: The admin speaks English only. What visitors see of these folders is named.
FOR_EDITORS = {
    "accounts",
    "changes",
    "editors",
    "partner_api",
    "publishing",
    "wagtailadmin",
}
FOR_VISITORS = {"publishing/share_banner.html"}


def visitors_templates() -> list[Path]:
    folder = settings.BASE_DIR / "templates"
    return [
        path
        for path in folder.rglob("*.html")
        if (name := path.relative_to(folder)).parts[0] not in FOR_EDITORS
        or str(name) in FOR_VISITORS
    ]


def texts_of_templates() -> list[tuple[str, str]]:
    """Return context and text of all that templates say, the context often empty."""
    found = set()
    for path in visitors_templates():
        for call in CALL.finditer(templatize(path.read_text())):
            kind, arguments = call[1], ast.literal_eval(f"({call[2].rstrip(', ')},)")
            found.add(arguments[:2] if "p" in kind else ("", arguments[0]))
    return sorted(found)


#: Modules all of whose words visitors read; those of models are for editors.
MODULES = (
    "cms/core/organisation.py",
    "cms/core/templatetags/date_tags.py",
    "press/facets.py",
    "press/kit.py",
    "press/text.py",
    "refugeeweek/calendars.py",
    "refugeeweek/facets.py",
    "refugeeweek/structured_data.py",
    "search/facets.py",
    "search/forms.py",
)
#: The functions that translate, and whether the first word says what a text is about.
TRANSLATING = {
    "_": False,
    "gettext": False,
    "gettext_lazy": False,
    "ngettext": False,
    "pgettext": True,
    "pgettext_lazy": True,
}


def texts_of_modules() -> list[tuple[str, str]]:
    """Return context and text of all that these modules say."""
    found = set()
    for name in MODULES:
        for node in ast.walk(ast.parse((settings.BASE_DIR / name).read_text())):
            kind = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and kind in TRANSLATING:
                words = [
                    each.value for each in node.args if isinstance(each, ast.Constant)
                ]
                if words:
                    found.add(tuple(words[:2]) if TRANSLATING[kind] else ("", words[0]))
    return sorted(found)


def in_arabic(context: str, text: str) -> str:
    with translation.override("ar"):
        return (
            translation.pgettext(context, text)
            if context
            else translation.gettext(text)
        )


def test_templates__are_all_looked_at():
    assert len(texts_of_templates()) > 40
    assert ("", "Skip to the content") in texts_of_templates()
    assert ("", "Nothing found for “%(query)s”") in texts_of_templates()


@pytest.mark.parametrize(("context", "text"), texts_of_templates())
def test_templates__speak_arabic(context, text):
    translated = in_arabic(context, text)
    assert ARABIC.search(translated) or translated == "«%(theme)s»"
    # A single result is not counted in Arabic: “one result”.
    assert set(NAMES.findall(translated)) <= set(NAMES.findall(text))


def test_modules__are_looked_at():
    assert ("date format", "j F Y") in texts_of_modules()


@pytest.mark.parametrize(("context", "text"), texts_of_modules())
def test_modules__speak_arabic(context, text):
    is_format = context in ("date format", "time format")  # made of letters of its own
    assert is_format or ARABIC.search(in_arabic(context, text))


@pytest.mark.parametrize("choices", [EventFormat, Occurrence.Status, Partnership.Role])
def test_choices__speak_arabic(choices):
    with translation.override("ar"):
        for choice in choices:
            assert ARABIC.search(str(choice.label)), choice


def test_page_types__speak_arabic():
    with translation.override("ar"):
        for model in get_page_models():
            if issubclass(model, BasePage):
                assert ARABIC.search(str(model._meta.verbose_name)), model


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "نتيجة واحدة"),
        (2, "نتيجتان"),
        (3, "3 نتائج"),
        (11, "11 نتيجة"),
        (100, "100 نتيجة"),
        (103, "103 نتائج"),
    ],
)
def test_numbers__have_the_plural_of_arabic(number, words):
    one = "%(counter)s result for “%(query)s”"
    many = "%(counter)s results for “%(query)s”"
    with translation.override("ar"):
        text = translation.ngettext(one, many, number)
    assert text % {"counter": number, "query": "x"} == f"{words} عن «x»"
