"""What an account without rights on a page can ask the admin for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from tests.leaks.channels import Channel, sample, with_query
from tests.leaks.crawler import Request
from tests.leaks.inventory import admin_routes


if TYPE_CHECKING:
    from tests.leaks.world import Secret, World

#: Pages of the admin where Wagtail lists what words ask for.
SEARCHES = (
    ("/admin/pages/search/", "q"),
    ("/admin/choose-page/search/", "q"),
    ("/admin/images/", "q"),
    ("/admin/documents/", "q"),
    ("/admin/images/chooser/", "q"),
    ("/admin/documents/chooser/", "q"),
    ("/admin/api/main/pages/", "search"),
    ("/admin/api/main/images/", "search"),
    ("/admin/api/main/documents/", "search"),
)
#: One ends the session of the account that asks, one breaks on purpose.
NOT_ASKED = {"wagtailadmin_logout", "wagtailadmin_error_test"}


def arguments(world: World, secret: Secret) -> dict[str, object]:
    """Return what to put into the parameters of a route, by their names."""
    page = secret.page
    revision = page.latest_revision_id or 1
    image = secret.things.get(get_image_model(), 1)
    document = secret.things.get(get_document_model(), 1)
    return {
        "page_id": secret.pk, "pk": secret.pk, "page_pk": secret.pk,
        "parent_page_id": secret.pk, "page_to_move_id": secret.pk,
        "destination_id": world.own_section.pk, "object_id": secret.pk,
        "revision_id": revision, "revision_id_a": "earliest", "revision_id_b": "latest",
        "image_id": image, "document_id": document, "doc_id": document,
        "filter_spec": "width-100", "redirect_id": secret.redirect_id,
        "app_label": page._meta.app_label, "model_name": page._meta.model_name,
        "app_name": page._meta.app_label,
        "content_type_app_name": page._meta.app_label,
        "content_type_model_name": page._meta.model_name,
        "action": "delete", "action_name": "publish", "mode": "html",
        "session_id": 1, "task_id": 1, "task_state_id": 1, "workflow_pk": 1,
        "workflow_state_id": 1, "collection_id": 1, "uploaded_file_id": 1,
        "translation_id": 1, "query_id": 1, "translation_source_id": 1, "string_segment_id": 1,
        "overridable_segment_id": 1, "uidb64": "MQ", "token": "set-password",
    }  # fmt: skip


def route_requests(world: World) -> Iterator[Request]:
    """Ask every view of the admin for one secret page."""
    secret = next(s for s in world.secrets if s.is_sample)
    known = arguments(world, secret)
    for route in admin_routes():
        if route.name in NOT_ASKED:
            continue
        kind = (
            "image"
            if "image" in route.name
            else "document"
            if "doc" in route.name
            else ""
        )
        values = {name: known[name] for name in route.parameters}
        if "pk" in values:
            values["pk"] = value_of_pk(secret, route.name, kind)
        try:
            yield Request(reverse(route.name, kwargs=values), secret)
        except NoReverseMatch:
            continue


def value_of_pk(secret: Secret, name: str, kind: str) -> object:
    """Return the id of the thing that a route with a bare `pk` is about."""
    for model, pk in secret.things.items():
        if model._meta.model_name in name or (kind and kind in model._meta.model_name):
            return pk
    return secret.pk


def search_requests(world: World) -> Iterator[Request]:
    """Search for secret words."""
    for secret in sample(world, Page)[:4]:
        for place in (
            "title",
            "body.quote.text",
            "CustomImage.title",
            "CustomDocument.title",
        ):
            for path, parameter in SEARCHES:
                if word := secret.ask(place):
                    yield Request(with_query(path, **{parameter: word}), secret)
        for query in ({"fields": "*"}, {"child_of": secret.pk}, {"for_explorer": 1}):
            yield Request(with_query("/admin/api/main/pages/", **query))
        yield Request(f"/admin/api/main/pages/{secret.pk}/?fields=*", secret)


ADMIN_CHANNELS = [
    Channel("admin views", (), route_requests),
    Channel("admin searches", (), search_requests),
]
