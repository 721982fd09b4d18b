"""Turns written-down pages into real ones, by the way an editor's work goes.

All pages are first planted as drafts, so that each may link to any other; then they
are filled and published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils import timezone

from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page

from cms.core.models import BasePage
from cms.samples.library import Library
from cms.samples.notation import Block, Reference, SamplePage
from home.models import HomePage


if TYPE_CHECKING:
    from django.db.models import Model

    from wagtail.blocks import StreamBlock

_PAGE_LINK = re.compile(r'href="page:([^"]*)"')


class SampleContentError(Exception):
    """The site holds something that the sample content cannot be put beside."""


class Builder:
    """Builds pages below a home page; what is there already is left as it is.

    Attributes:
        made: How many pages were made or filled.
    """

    def __init__(self, home: HomePage, library: Library) -> None:
        self.made: Counter[str] = Counter()
        self._home = home
        self._library = library
        self._waiting: list[tuple[SamplePage, Locale, int]] = []

    def find(self, path: str, locale: Locale) -> Page | None:
        """Return the page at `path` in a language.

        A translation is known by its link to the original, so that it may be moved;
        one whose original was deleted is known by its place.
        """
        original = _page_at(path, self._home)
        if locale == self._home.locale:
            return original
        translation = original and original.get_translation_or_none(locale)
        home = self._home.get_translation_or_none(locale)
        return translation or (home and _page_at(path, home))

    def plant(self, sample: SamplePage, locale: Locale) -> None:
        """Make a draft in the right place, unless there is a page already.

        Raises:
            SampleContentError: A page of another type is in the way, or the page
                above does not take one of this type.
        """
        model = apps.get_model(sample.type)
        page = self.find(sample.path, locale)
        if page is None:
            page = self._draft(sample, locale, model)
        elif page.specific_class is not model:
            raise SampleContentError(
                f"The page “{page}” (/{sample.path}/, {locale.language_code}) stands "
                f"where the sample content has one of type {sample.type}. Move it, or "
                "begin with an empty site."
            )
        elif sample.path or not is_empty(page.specific):
            return
        self._waiting.append((sample, locale, page.pk))

    def _draft(self, sample: SamplePage, locale: Locale, model: type[BasePage]) -> Page:
        if locale != self._home.locale:
            source = self._existing(sample.path, self._home.locale)
            return source.specific.copy_for_translation(locale)
        above, _slash, slug = sample.path.rpartition("/")
        parent = self._existing(above, locale).specific
        if not model.can_create_at(parent):
            raise SampleContentError(
                f"The page “{parent}” does not take another page of type {sample.type}, "
                f"which the sample content needs at /{sample.path}/. Begin with an "
                "empty site."
            )
        plain = {
            name: value
            for name, value in sample.fields.items()
            if not isinstance(value, Reference)
        }
        draft = model(title=sample.title, slug=slug, locale=locale, live=False, **plain)
        return parent.add_child(instance=draft)

    def _existing(self, path: str, locale: Locale) -> Page:
        if page := self.find(path, locale):
            return page
        raise SampleContentError(f"There is no page at /{path}/ to refer to.")

    def publish_all(self) -> None:
        """Fill and publish the pages that were planted."""
        for sample, locale, pk in self._waiting:
            # Fetched anew: planting others has changed its place in the tree.
            page = apps.get_model(sample.type).objects.get(pk=pk)
            self._fill(page, sample, locale)
            page.save()
            page.save_revision().publish()
            self.made["pages"] += 1
        self._waiting.clear()

    def _fill(self, page: Any, sample: SamplePage, locale: Locale) -> None:
        page.title = page.draft_title = sample.title
        page.first_published_at = _noon(sample.published)
        for name, value in sample.fields.items():
            setattr(page, name, self.resolve(value, locale))
        if sample.body:
            stream_block = page._meta.get_field("body").stream_block
            page.body = self.stream(stream_block, sample.body, locale)
        for relation, rows in sample.rows.items():
            row_model = page._meta.get_field(relation).related_model
            setattr(
                page, relation, [row_model(**self.resolve(row, locale)) for row in rows]
            )
            for row in getattr(page, relation).all():
                row.full_clean()

    def stream(
        self, stream_block: StreamBlock, blocks: Sequence[Block], locale: Locale
    ) -> StreamValue:
        """Return blocks as a value that has passed the editor's own checks."""
        resolved = [(type_, self.resolve(value, locale)) for type_, value in blocks]
        return stream_block.clean(stream_block.normalize(resolved))

    def resolve(self, value: Any, locale: Locale) -> Any:
        """Return `value` with each reference in it replaced by what it refers to."""
        if isinstance(value, Reference):
            return self._target(value, locale)
        if isinstance(value, str):
            return _PAGE_LINK.sub(lambda match: self._link(match[1], locale), value)
        if isinstance(value, Mapping):
            return {name: self.resolve(item, locale) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.resolve(item, locale) for item in value]
        return value

    def _target(self, reference: Reference, locale: Locale) -> Model:
        if reference.kind == "page":
            return self._existing(reference.key, locale).specific
        return self._library.get(reference, locale)

    def _link(self, path: str, locale: Locale) -> str:
        return f'linktype="page" id="{self._existing(path, locale).pk}"'


def _page_at(path: str, home: HomePage) -> Page | None:
    url_path = f"{home.url_path}{path}/" if path else home.url_path
    return Page.objects.filter(url_path=url_path).first()


def is_empty(home: HomePage) -> bool:
    """Say whether nobody has written on a home page yet."""
    return not (home.introduction or home.body or home.hero_image_id)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
