"""What all serialisers have in common; the fields of a class are worked out once."""

from __future__ import annotations

from copy import deepcopy
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.functional import cached_property

from wagtail.api.v2 import serializers as wagtail_serializers
from wagtail.fields import RichTextField
from wagtail.models import Page

from rest_framework.fields import DictField, Field, ListField, SkipField
from rest_framework.relations import ManyRelatedField
from rest_framework.serializers import BaseSerializer as BaseDRFSerializer

from cms.core.copying import shallow_copy
from cms.core.references import current_references
from cms.core.serializers import DisplayRichTextField, Representation, detail_url


if TYPE_CHECKING:
    from collections.abc import Callable

#: Name of a field, what reads it of a row, and what makes JSON of that.
Shown = tuple[str, "Callable[[Any], Any]", "Callable[[Any], Any]"]


class WholeField(Field):
    """A field that is told of the whole object, not of one attribute."""

    def get_attribute(self, instance: Model) -> Model:
        return instance


class DetailUrlField(WholeField):
    """Where the object's own answer is; left out where it has none."""

    def get_attribute(self, instance: Model) -> Model:
        if detail_url(instance, self.context) is None:
            raise SkipField
        return instance

    def to_representation(self, value: Model) -> str | None:
        return detail_url(value, self.context)


class TagsField(Field):
    """Names of tags, in order; asks nothing of the database where they were loaded."""

    def to_representation(self, value: Any) -> list[str]:
        return sorted(tag.name for tag in value.all())


class RelatedField(wagtail_serializers.RelatedField):
    """What a foreign key leads to; null where that is a page that is not public."""

    def to_representation(self, value: Model) -> Representation | None:
        if isinstance(value, Page) and not current_references().pages([value.pk]):
            return None
        return super().to_representation(value)


class BaseSerializer(wagtail_serializers.BaseSerializer):
    """What all objects have in common."""

    serializer_related_field = RelatedField
    serializer_field_mapping = {
        **wagtail_serializers.BaseSerializer.serializer_field_mapping,
        RichTextField: DisplayRichTextField,
    }

    detail_url = DetailUrlField(read_only=True)

    def get_fields(self) -> dict[str, Field]:
        """Return fields of this serialiser's own, made from those of its class."""
        return {name: _unbound(field) for name, field in _made_fields(self).items()}

    def make_fields(self) -> dict[str, Field]:
        """Return what Django REST framework makes of the model, which takes long."""
        return super().get_fields()

    def to_representation(self, instance: Any) -> Representation:
        """Return a row with Wagtail's form: `id`, `meta` and what else is asked for."""
        data: Representation = {}
        for target, fields in self._groups:
            values = data.setdefault(target, {}) if target else data
            for name, read, represent in fields:
                try:
                    value = read(instance)
                except SkipField:
                    continue
                # As in Wagtail, no field has to expect that there is nothing.
                values[name] = None if value is None else represent(value)
        if not data.get("meta", True):
            del data["meta"]
        return data

    @cached_property
    def _groups(self) -> list[tuple[str, list[Shown]]]:
        """The fields by the key that they stand below, in the order of an answer."""
        first: list[Shown] = []
        meta: list[Shown] = []
        others: list[Shown] = []
        for name, field in self.fields.items():
            group = meta if name in self.meta_fields else others
            group = first if name == "id" else group
            group.append((name, self._reader(field), field.to_representation))
        return [("", first), ("meta", meta), ("", others)]

    def _reader(self, field: Any) -> Callable[[Any], Any]:
        """Return how a field reads a row; a plain column needs none of its questions."""
        is_usual = type(field).get_attribute is Field.get_attribute
        is_column = is_usual and field.source in _columns(self.Meta.model)
        return attrgetter(field.source) if is_column else field.get_attribute

    def build_property_field(self, field_name: str, model_class: type[Model]) -> Any:
        field_class, arguments = super().build_property_field(field_name, model_class)
        if field_class is wagtail_serializers.TagsField:
            field_class = TagsField
        return field_class, arguments


class InlineRowsField(wagtail_serializers.ChildRelationField):
    """Inline rows of a page; one serialiser writes those of all pages of a listing."""

    @cached_property
    def serializer(self) -> BaseSerializer:
        return _as_ours(self.serializer_class)(context=self.context)

    def to_representation(self, value: Any) -> list[Representation]:
        return [self.serializer.to_representation(row) for row in value.all()]


@lru_cache(maxsize=500)
def _as_ours(kind: type[wagtail_serializers.BaseSerializer]) -> Any:
    """Return a serialiser that Wagtail made, with what ours have in common."""
    return type(kind.__name__, (BaseSerializer, kind), {})


def shown_attributes(serializer: type[BaseSerializer]) -> set[str]:
    """Return the names of what the fields of a serialiser read of a row."""
    kind: Any = serializer
    fields = _fields(kind).items()
    return {(field.source or name).split(".")[0] for name, field in fields}


@cache  # there are as many as models
def _columns(model: type[Model]) -> frozenset[str]:
    return frozenset(column.attname for column in model._meta.concrete_fields)


def _made_fields(serializer: BaseSerializer) -> dict[str, Field]:
    kind: Any = type(serializer)
    return _fields(kind)


@lru_cache(maxsize=500)  # as many as there are classes of serialisers
def _fields(serializer: Any) -> dict[str, Field]:
    return serializer().make_fields()


def _unbound(field: Any) -> Field:
    """Return a field like this one, to be bound to another serialiser.

    What has fields inside of itself is made anew, since they know where they stand.
    """
    if isinstance(field, BaseDRFSerializer | ManyRelatedField | ListField | DictField):
        return deepcopy(field)
    return shallow_copy(field)
