"""What is read differently in all of Wagtail's tests, instead of test by test."""

from __future__ import annotations

import functools

import pytest

from cms.api.views import base


#: Wagtail's message, and how ours for the same mistake begins: it says what is allowed.
MESSAGES = {
    "type doesn't exist": "type must be one or more page types",
    "query parameter is not an operation or a recognised field: ": "unknown parameter: ",
    "cannot filter by 'body' while searching": "unknown parameter: body",
    "cannot order by ": "order must be random or some of these",
    "random ordering cannot be combined": "order must be random or some of these",
    "random ordering with offset": "order=random goes without offset",
    "filtering by descendant_of with child_of": "Give child_of or descendant_of, not",
    "limit must be a positive integer": "limit must be a whole number from 0 to 20.",
    "limit cannot be higher than 20": "limit must be a whole number from 0 to 20.",
    "limit cannot be higher than 10": "limit must be a whole number from 0 to 10.",
    "offset must be a positive integer": "offset must be a whole number from 0 to",
    "search is disabled": "search is disabled.",
    "Your query returned multiple sites.": "site must be the host name of a site, with",
    "field filter error. 'abc' is not a valid value for id": "id must be a whole number",
    "field filter error. 'abc' is not a valid value for feed_image": "feed_image must be",
    "field filter error. 'abc' is not a valid value for show": "show_in_menus must be",
    "field filter error. null characters": "slug must not hold a null character.",
    "child_of must be a positive integer": "child_of must be root or the id of",
    "descendant_of must be a positive": "descendant_of must be root or the id of",
    "ancestor_of must be a positive integer": "ancestor_of must be root or the id of",
    "parent page doesn't exist": "child_of must be root or the id of a public page",
    "descendant page doesn't exist": "ancestor_of must be root or the id of a public",
    "ancestor page doesn't exist": "descendant_of must be root or the id of a public",
}
#: Keys that ours has besides Wagtail's: of pages, in listings too, and nested ones.
MORE_KEYS = {
    "last_published_at",
    "canonical_url",
    "licence",
    "breadcrumbs",
    "translations",
}


#: The `meta` of a nested page with Wagtail; ours has the slug as well.
NESTED_META = {"type", "detail_url", "html_url"}


class Adapted:
    """Reads three things differently, and turns the tests that differ around.

    Messages have other words, objects have more keys, and a listing for which no order
    is asked has another one. What they are asserted of is asserted all the same.

    Attributes:
        differences: Tests that must fail, with what is different.
    """

    differences: dict[str, str] = {}
    tags: set[str] = set()  # Wagtail's own, which pytest takes for markers
    _in_order = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name in cls.differences:
            setattr(cls, name, _must_fail(getattr(cls, name)))

    def setUp(self):
        # Ours are made once. Wagtail's tests change settings that a site never does.
        base._serializer_class.cache_clear()
        super().setUp()

    def get_response(self, *args, **parameters):
        self._in_order = "order" in parameters
        return super().get_response(*args, **parameters)

    def assertEqual(self, first, second, msg=None):
        if ours := our_message(second):
            said = first["message"] if isinstance(first, dict) else first
            assert said.startswith(ours), (said, second)
            return
        if is_collection_of(second, str):
            first = without_more_keys(first, second)
        elif not self._in_order and is_collection_of(second, int):
            first, second = sorted(first), sorted(second)
        super().assertEqual(first, second, msg)  # noqa: PT009 - the one replaced


def our_message(theirs):
    """Return how our message begins in the place of one of Wagtail's."""
    if isinstance(theirs, dict) and theirs.keys() == {"message"}:
        theirs = theirs["message"]
    if not isinstance(theirs, str):
        return None
    found = (ours for start, ours in MESSAGES.items() if theirs.startswith(start))
    return next(found, None)


def without_more_keys(keys, expected):
    """Return `keys` without those of ours that Wagtail's test does not expect."""
    more = MORE_KEYS | {"slug"} if set(expected) == NESTED_META else MORE_KEYS
    return type(expected)(key for key in keys if key in expected or key not in more)


def is_collection_of(value, kind):
    return isinstance(value, list | set) and all(isinstance(v, kind) for v in value)


def _must_fail(test):
    @functools.wraps(test)
    def differs(self):
        with pytest.raises(AssertionError):
            test(self)

    return differs
