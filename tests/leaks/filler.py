"""Fills whatever has fields, so that no field is forgotten when one is added."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.validators import MinValueValidator
from django.db import models

from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage
from wagtail.models import (
    Comment,
    CommentReply,
    Locale,
    Orderable,
    Page,
    TranslatableMixin,
)
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.models import get_snippet_models

from PIL import Image

from refugeeweek.models import Occurrence


#: Columns that are kept by themselves; no editor types into them.
BOOKKEEPING: dict[type[models.Model], set[str]] = {
    Page: {
        "path", "depth", "numchild", "latest_revision", "live",
        "has_unpublished_changes", "first_published_at", "last_published_at",
        "live_revision", "go_live_at", "expire_at", "expired", "locked", "locked_at",
        "locked_by", "draft_title", "content_type", "url_path", "owner",
        "latest_revision_created_at", "alias_of",
    },
    AbstractImage: {
        "collection", "width", "height", "created_at", "uploaded_by_user",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
        "file_size", "file_hash",
    },
    AbstractDocument: {
        "collection", "created_at", "uploaded_by_user", "file_size", "file_hash",
    },
    TranslatableMixin: {"translation_key", "locale"},
    Orderable: {"sort_order"},
    Occurrence: {"uid"},
    BaseSiteSetting: {"site"},
    Comment: {"revision_created", "resolved_at", "resolved_by"},
    CommentReply: {"revision_created", "resolved_at", "resolved_by"},
}  # fmt: skip
NOTHING = object()  # what a required page field gets where no page fits


class Unfillable(AssertionError):
    """The suite does not know what to write into a field; teach it here."""


class Filler:
    """Writes words into every field, and links to `targets` wherever a link may be.

    Args:
        say: Gives the text for a place such as `body.quote.text`.
        targets: The pages to point to.
        day: The date to write into fields that hold one.
        new_id: Gives the id of a thing that is made on the way, if it matters.
    """

    def __init__(
        self,
        say: Callable[[str], str],
        targets: Sequence[Page],
        day: datetime.date,
        new_id: Callable[[], int | None] = lambda: None,
    ) -> None:
        self.say = say
        self.targets = targets
        self.day = day
        self.new_id = new_id
        #: Pictures, documents and snippets made on the way, one of each kind.
        self.made: dict[type[models.Model], models.Model] = {}

    # Models -------------------------------------------------------------------

    def fill(self, instance: Any, place: str = "") -> Any:
        """Write into every field of `instance` and add a row to each inline list."""
        for field in editable_fields(type(instance)):
            name = f"{place}{field.name}"
            value = self.value(field, name)
            if value is NOTHING:
                raise LookupError(name)
            setattr(instance, field.name, value)
        for relation in get_all_child_relations(type(instance)):
            name = relation.get_accessor_name()
            rows = self.rows(relation.related_model, f"{place}{name}.")
            setattr(instance, name, rows)
        return instance

    def rows(self, model: type[models.Model], place: str) -> list[Any]:
        """Return inline rows: one, or as many as there are pages to point to."""
        rows = []
        everything = self.targets
        for target in everything if points_to_page(model) else everything[:1]:
            self.targets = [target]
            try:
                rows.append(self.fill(model(), place))
            except LookupError:
                continue
            finally:
                self.targets = everything
        return rows

    def value(self, field: Any, place: str) -> Any:
        """Return what to write into a field.

        Raises:
            Unfillable: It is of a kind that the suite has never seen.
        """
        if isinstance(field, models.ForeignKey):
            return self.choice(field.related_model, field.null, place)
        if getattr(field, "choices", None):
            return next(key for key, _label in field.flatchoices if key)
        for kind, write in FIELDS:
            if isinstance(field, kind):
                return write(self, field, place)
        raise Unfillable(f"{field} ({type(field).__name__}) at {place}")

    def choice(self, model: type[models.Model], optional: bool, place: str) -> Any:
        """Return something to choose: a page to point to, or a new thing."""
        if issubclass(model, Page):
            fitting = (page for page in self.targets if isinstance(page, model))
            return next(fitting, None if optional else NOTHING)
        if model is get_user_model():
            return model.objects.get_or_create(username="leaks-author")[0]
        if model is Locale:
            return Locale.get_default()
        if issubclass(model, AbstractImage | AbstractDocument):
            return self.make(model)
        if model in get_snippet_models():
            return self.make(model)
        raise Unfillable(f"a choice of {model.__name__} at {place}")

    def make(self, model: type[models.Model]) -> Any:
        """Return a new thing of this kind, always the same one."""
        if model not in self.made:
            instance = model(pk=self.new_id())
            self.made[model] = instance
            self.fill(instance, f"{model.__name__}.").save()
            self.tag(instance, f"{model.__name__}.")
        return self.made[model]

    def tag(self, instance: Any, place: str) -> None:
        """Tag something that was saved, if it takes tags."""
        for field in tag_fields(type(instance)):
            getattr(instance, field.name).add(self.slug(f"{place}{field.name}"))

    # Bodies -------------------------------------------------------------------

    def stream(self, block: blocks.BaseStreamBlock, place: str) -> list[Any]:
        """Return every block that `block` may hold."""
        return [
            (name, value)
            for name, child in block.child_blocks.items()
            for value in self.variants(child, f"{place}.{name}")
        ]

    def variants(self, block: blocks.Block, place: str) -> Iterator[Any]:
        """Yield a value of `block`, or one for each page if it holds just one."""
        everything = self.targets
        for target in everything if points_once(block) else [None]:
            self.targets = [target] if target else everything
            yield self.block(block, place)
        self.targets = everything

    def block(self, block: blocks.Block, place: str) -> Any:
        """Return a value of `block`.

        Raises:
            Unfillable: It is of a kind that the suite has never seen.
        """
        for kind, write in BLOCKS:
            if isinstance(block, kind):
                return write(self, block, place)
        raise Unfillable(f"a block {type(block).__name__} at {place}")

    def items(self, block: blocks.ListBlock, place: str) -> list[Any]:
        """Return the items of a list, one for each page if they are pages."""
        number = max(block.meta.min_num or 1, 1)
        if isinstance(block.child_block, blocks.StructBlock | blocks.PageChooserBlock):
            values = list(self.variants(block.child_block, place))
        else:
            values = []
        while len(values) < number:
            values.append(self.block(block.child_block, place))
        return values

    # Texts --------------------------------------------------------------------

    def rich_text(self, place: str) -> str:
        """Return rich text with a link to each page and to a document."""
        links = [f'<a linktype="page" id="{p.pk}">words</a>' for p in self.targets]
        document = self.make(get_document_model())
        links.append(f'<a linktype="document" id="{document.pk}">words</a>')
        return f"<p>{self.say(place)} {' '.join(links)}</p>"

    def picture(self, place: str) -> ContentFile:
        """Return a picture with a word in its name; words inside do not survive."""
        buffer = io.BytesIO()
        Image.new("RGB", (2, 2), "teal").save(buffer, "PNG")
        return ContentFile(buffer.getvalue(), f"{self.slug(f'{place}.name')}.png")

    def document(self, place: str) -> ContentFile:
        """Return a document with a word in its name and one inside of it."""
        inside = f"%PDF-1.4\n% {self.say(f'{place}.inside')}\n%%EOF\n"
        return ContentFile(inside.encode(), f"{self.slug(f'{place}.name')}.pdf")

    def slug(self, place: str) -> str:
        return self.say(place).replace(" ", "-")


def number(field: models.Field) -> int:
    """Return a number that the field's validators accept."""
    limits = [v for v in field.validators if isinstance(v, MinValueValidator)]
    return max([1, *(v.limit_value for v in limits)])


def editable_fields(model: type[models.Model]) -> list[Any]:
    """Return the fields that somebody writes into."""
    kept = set().union(
        *(names for base, names in BOOKKEEPING.items() if issubclass(model, base))
    )
    return [
        field
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False)
        and not isinstance(field, TaggableManager)
        and not field.auto_created
        and not getattr(field, "primary_key", False)
        and not isinstance(field, ParentalKey | models.OneToOneField)
        and field.name not in kept
    ]


def tag_fields(model: type[models.Model]) -> list[Any]:
    """Return the fields that take tags; they are written after the row is saved."""
    return [f for f in model._meta.get_fields() if isinstance(f, TaggableManager)]


def points_to_page(model: type[models.Model]) -> bool:
    """Say whether an inline row chooses a page."""
    return any(
        isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page)
        for field in editable_fields(model)
    )


def points_once(block: blocks.Block) -> bool:
    """Say whether a block has a place for just one page."""
    if isinstance(block, blocks.PageChooserBlock):
        return True
    children = getattr(block, "child_blocks", {}).values()
    return isinstance(block, blocks.BaseStructBlock) and any(map(points_once, children))


#: First match wins, so what is more special comes first.
FIELDS: list[tuple[Any, Callable[[Filler, Any, str], Any]]] = [
    (RichTextField, lambda fill, _field, place: fill.rich_text(place)),
    (StreamField, lambda fill, field, place: fill.stream(field.stream_block, place)),
    (models.ImageField, lambda fill, _field, place: fill.picture(place)),
    (models.FileField, lambda fill, _field, place: fill.document(place)),
    (models.SlugField, lambda fill, _field, place: fill.slug(place)),
    (
        models.URLField,
        lambda fill, _field, place: f"https://{fill.slug(place)}.example/",
    ),
    (models.EmailField, lambda fill, _field, place: f"{fill.slug(place)}@a.example"),
    (models.CharField | models.TextField, lambda fill, _field, place: fill.say(place)),
    (models.BooleanField, lambda *_: False),
    (models.DateTimeField, lambda *_: None),
    (models.DateField, lambda fill, *_: fill.day),
    (models.TimeField, lambda *_: datetime.time(18, 30)),
    (models.IntegerField, lambda _fill, field, _place: number(field)),
    (models.DecimalField, lambda *_: 1),
]
BLOCKS: list[tuple[Any, Callable[[Filler, Any, str], Any]]] = [
    (blocks.RichTextBlock, lambda fill, _block, place: fill.rich_text(place)),
    (blocks.URLBlock, lambda fill, _b, place: f"https://{fill.slug(place)}.example/"),
    (
        blocks.ChoiceBlock,
        lambda _fill, block, _place: next(
            key for key, _label in block.field.choices if key
        ),
    ),
    (blocks.BooleanBlock, lambda *_: False),
    (
        blocks.CharBlock | blocks.TextBlock,
        lambda fill, _block, place: fill.say(place),
    ),
    (
        blocks.PageChooserBlock,
        lambda fill, block, place: fill.choice(block.target_model, True, place),
    ),
    (ImageChooserBlock, lambda fill, *_: fill.make(get_image_model())),
    (DocumentChooserBlock, lambda fill, *_: fill.make(get_document_model())),
    (SnippetChooserBlock, lambda fill, block, _place: fill.make(block.target_model)),
    (blocks.ListBlock, lambda fill, block, place: fill.items(block, place)),
    (blocks.BaseStreamBlock, lambda fill, block, place: fill.stream(block, place)),
    (
        blocks.BaseStructBlock,
        lambda fill, block, place: {
            name: fill.block(child, f"{place}.{name}")
            for name, child in block.child_blocks.items()
        },
    ),
]
