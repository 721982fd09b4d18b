"""Partners and programmes that a public page names."""

from __future__ import annotations

from django.db.models import QuerySet

from cms.api.serializers import SnippetSerializer
from cms.api.views.base import PublicAPIViewSet
from cms.core.models import Partner
from cms.core.usage import in_use
from refugeeweek.models import Programme


class SnippetsAPIViewSet(PublicAPIViewSet):
    """Snippets of one kind; those that no public page names are unknown here."""

    base_serializer_class = SnippetSerializer
    known_query_parameters = PublicAPIViewSet.known_query_parameters | {"locale"}
    meta_fields = [*PublicAPIViewSet.meta_fields, "locale"]

    def get_queryset(self) -> QuerySet:
        return in_use(self.model.objects.all())

    @classmethod
    def get_listing_default_fields(cls, model: type) -> list[str]:
        return cls.get_available_fields(model)


class PartnersAPIViewSet(SnippetsAPIViewSet):
    """Organisations that we work with."""

    name = "partners"
    model = Partner
    body_fields = ["id", "title", "name", "slug", "url", "logo"]
    filter_fields = ("id", "name", "slug")
    order_fields = ("id", "name", "slug")
    display_relations = ("locale", *Partner.display_relations)


class ProgrammesAPIViewSet(SnippetsAPIViewSet):
    """Work that spans editions."""

    name = "programmes"
    model = Programme
    body_fields = ["id", "title", "name", "slug", "introduction", "since_year"]
    filter_fields = ("id", "name", "slug", "since_year")
    order_fields = ("id", "name", "slug", "since_year")
    display_relations = ("locale",)
