"""Pictures and documents that a public page shows."""

from __future__ import annotations

from django.db.models import QuerySet

from wagtail.documents.api.v2.views import (
    DocumentsAPIViewSet as WagtailDocumentsAPIViewSet,
)
from wagtail.images.api.v2.views import ImagesAPIViewSet as WagtailImagesAPIViewSet

from cms.api.filters import FieldsFilter, OrderingFilter, SearchFilter
from cms.api.serializers import DocumentSerializer, ImageSerializer
from cms.api.views.base import PublicAPIViewSet
from cms.core.models import CustomDocument, CustomImage
from cms.core.usage import in_use, without_private_files


class FilesAPIViewSet(PublicAPIViewSet):
    """Files of one kind; those that no public page shows are unknown here."""

    filter_backends = [FieldsFilter, OrderingFilter, SearchFilter]

    def get_queryset(self) -> QuerySet:
        return without_private_files(in_use(self.model.objects.all()))

    @staticmethod
    def newest_first(rows: QuerySet) -> QuerySet:
        return rows.order_by("-created_at", "-id")


class ImagesAPIViewSet(FilesAPIViewSet, WagtailImagesAPIViewSet):
    """Pictures with credit, licence and all their files."""

    model = CustomImage
    base_serializer_class = ImageSerializer
    body_fields = [
        "id",
        "title",
        "alt",
        "credit",
        "licence",
        "width",
        "height",
        "focal_point",
        "renditions",
    ]
    listing_default_fields = [
        *WagtailImagesAPIViewSet.listing_default_fields,
        *body_fields[2:],
    ]
    filter_fields = ("id", "title", "width", "height", "credit", "licence", "tags")
    order_fields = ("id", "title", "width", "height")
    display_relations = ("renditions", "tags")


class DocumentsAPIViewSet(FilesAPIViewSet, WagtailDocumentsAPIViewSet):
    """Documents with their address, type and size."""

    model = CustomDocument
    base_serializer_class = DocumentSerializer
    body_fields = ["id", "title", "file_size", "extension"]
    listing_default_fields = [
        *WagtailDocumentsAPIViewSet.listing_default_fields,
        *body_fields[2:],
    ]
    filter_fields = ("id", "title", "tags")
    order_fields = ("id", "title", "file_size")
    display_relations = ("tags",)
