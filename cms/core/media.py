"""Pictures and documents, given to those who may have them.

The public gets a file while a public page shows it; `cms.core.usage` says so, for the
API as well. Editors get what they may choose in the admin. Somebody else's page may
come with keys (`cms.core.grants`). To all others a file is an unknown address.
"""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from cms.core.grants import KEY, is_granted
from cms.core.models import CustomDocument, CustomImage, CustomRendition
from cms.core.prepared import Parameter, prepared
from cms.core.querysets import NOW, public_now
from cms.core.references import LARGEST_KEY
from cms.core.usage import in_use, without_private_files


if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

# Python before 3.13 does not know it where the system has no list of types.
mimetypes.add_type("image/webp", ".webp")

#: The pictures of each folder: their model, and the field that holds the path.
#: Documents are not among them: they have an address of their own.
PICTURES: dict[str, tuple[type[Model], str]] = {
    "images": (CustomImage, "renditions__file"),
    "original_images": (CustomImage, "file"),
    "avatar_images": (UserProfile, "avatar"),
}
#: How long a browser shows its own copy without asking again.
BROWSER_KEEPS = timedelta(minutes=5)
#: A cache between us and many readers may keep the bytes, but asks us each time
#: whether they may still be shown.
PUBLIC = "public, max-age={seconds}, s-maxage=0, must-revalidate"
NOT_PUBLIC = "private, no-store"
#: A file runs nothing on our origin, whatever somebody managed to upload.
SAFE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
MAY_SEE = ("choose", "change", "delete")


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Return the picture stored at `path`; anything else is an unknown address."""
    model, field = PICTURES.get(path.partition("/")[0], (None, ""))
    if model is None or "\0" in path:
        raise Http404
    _row, is_public = find_file(request, model, field, path)
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return file_response(
        request, path, is_public=is_public, headers={"Content-Type": content_type}
    )


@require_safe
def serve_document(request: HttpRequest, key: int, name: str) -> HttpResponseBase:
    """Return the document with this key, if that is its name, to be saved as a file."""
    if key > LARGEST_KEY:  # no database can be asked for it
        raise Http404
    document, is_public = find_file(request, CustomDocument, "id", key)
    if document.filename != name:
        raise Http404
    disposition = content_disposition_header(True, name) or "attachment"
    return file_response(
        request,
        document.file.name,
        is_public=is_public,
        headers={
            "Content-Type": document.content_type,
            "Content-Disposition": disposition,
        },
    )


def find_file(
    request: HttpRequest, model: type[Model], column: str, value: Any
) -> tuple[Any, bool]:
    """Return the file with a value in a column, and whether the public may have it.

    Raises:
        Http404: There is none, or none for whoever asks. The session is looked at for
            both alike, and only where a browser sent one: what anybody may have
            depends on no cookie.
    """
    if model is not UserProfile:  # the portrait of an editor is for editors only
        found = _public_files(
            model, column, value=value, now=timezone.now(), part=slice(0, 1)
        )
        if found:
            return found[0], True
    key = request.GET.get(KEY, "")
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    may_see = has_session and request.user.has_perm("wagtailadmin.access_admin")
    rows = model._default_manager.filter(**{column: value})
    row = rows.first() if key or may_see else None
    if row is None:
        raise Http404
    if (may_see and _is_shown_in_admin(request, row)) or is_granted(request.path, key):
        return row, False
    raise Http404


@prepared
def _public_files(model: type[Model], column: str) -> QuerySet:
    *_relations, name = column.rpartition("__")
    of = CustomRendition if column.startswith("renditions") else model
    field: Any = of._meta.get_field(name)
    given = Parameter("value", field)
    rows = model._default_manager.filter(**{column: given}).order_by()
    return without_private_files(in_use(rows, NOW))


def _is_shown_in_admin(request: HttpRequest, row: Model) -> bool:
    """Say whether the editor who asks may choose or change this file."""
    if isinstance(row, UserProfile):
        return True
    policy = policy_registry.get_by_type(type(row))
    return policy.user_has_any_permission_for_instance(request.user, MAY_SEE, row)


def file_response(
    request: HttpRequest, path: str, *, is_public: bool, headers: dict[str, str]
) -> HttpResponseBase:
    """Return the stored file as an answer, or 304 to whoever has it already.

    A path is never used for another file, so it is its own validator; the right to the
    file was looked up before, for a 304 too.
    """
    etag = f'"{hashlib.sha256(path.encode()).hexdigest()[:32]}"'
    response: Any = get_conditional_response(request, etag)
    if response is None:
        try:
            response = _with_content(request, path)
        except (OSError, ValueError) as error:
            raise Http404 from error
    else:
        headers = {}  # of a content that is not sent
    cache_control = public_cache_control() if is_public else NOT_PUBLIC
    for name, value in {
        **SAFE,
        **headers,
        "Cache-Control": cache_control,
        "ETag": etag,
    }.items():
        response.headers[name] = value
    return response


def _with_content(request: HttpRequest, path: str) -> HttpResponseBase:
    if request.method != "HEAD":
        return FileResponse(default_storage.open(path))
    size = default_storage.size(path)  # nothing is fetched from a remote storage
    return HttpResponse(headers={"Content-Length": str(size)})


def public_cache_control() -> str:
    """Return how long a public file may be kept: never past the next expiry.

    Any page's expiry counts. Which pages show the file is not worth a query of its own.
    """
    now = timezone.now()
    latest = now + BROWSER_KEEPS
    expiring = _next_expiry(now=now, latest=latest, part=slice(0, 1))
    until = expiring[0] if expiring else latest
    return PUBLIC.format(seconds=int((until - now).total_seconds()))


@prepared
def _next_expiry() -> QuerySet:
    latest = Parameter("latest", Page._meta.get_field("expire_at"))
    expiring = public_now(Page.objects.filter(expire_at__lte=latest), NOW)
    return expiring.order_by("expire_at").values_list("expire_at", flat=True)
