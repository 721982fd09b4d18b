"""Two ways to look at a draft: as this site's page, and as a partner shows it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from wagtail_headless_preview.models import HeadlessPreviewMixin, PagePreview
from wagtail_headless_preview.settings import headless_preview_settings

from cms.core.grants import grant_holder, granting


if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from django.http import HttpRequest, HttpResponse

WEBSITE_MODE = ""
PARTNER_MODE = "partner-site"

#: How long a headless preview can be read after it was opened.
PREVIEW_LIFETIME = timedelta(hours=1)
#: A preview that is kept open gets a new token before the old one ends.
TOKEN_REUSE = timedelta(minutes=30)
TOKEN_BYTES = 24
#: What a preview is called where it gives a right to files.
PREVIEW = "preview"


class PreviewModesMixin(HeadlessPreviewMixin):
    """Page with the preview modes “Website” and “Partner site”.

    The library signs the page's id, so two editors who look at one page in the same
    second share a token and see each other's text. Here a token is random and belongs
    to one editor's session and one page; refreshing the preview writes to its row
    instead of adding one.
    """

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [(WEBSITE_MODE, _("Website")), (PARTNER_MODE, _("Partner site"))]

    def serve_preview(self, request: HttpRequest, preview_mode: str) -> HttpResponse:
        """Show the draft as a page of this site, or in the partner's client."""
        if preview_mode != PARTNER_MODE:
            return Page.serve_preview(self, request, preview_mode)
        token = self._preview_token(request)
        self.update_page_preview(token)
        preview_url = self.get_preview_url(request, token)
        if headless_preview_settings.REDIRECT_ON_PREVIEW:
            return redirect(preview_url)
        return render(
            request,
            "wagtail_headless_preview/preview.html",
            {"preview_url": preview_url},
        )

    def _preview_token(self, request: HttpRequest) -> str:
        """Return this session's token for this page, a new one if it grows old."""
        key = f"preview:{self.get_content_type_str()}:{self.pk or self.path}"
        session = getattr(request, "session", {})
        signer = self.get_preview_signer()
        token = session.get(key, "")
        try:
            signer.unsign(token, max_age=TOKEN_REUSE)
        except BadSignature:
            token = signer.sign(secrets.token_urlsafe(TOKEN_BYTES))
            session[key] = token
            if hasattr(session, "save"):
                session.save()  # a preview's request is not the one that is answered
        return token

    @classmethod
    def get_page_from_preview_token(cls, token: str) -> Page | None:
        """Return the draft behind a token, or None if it is unknown or too old.

        Raises:
            BadSignature: The token was not made here or has expired.
        """
        cls.get_preview_signer().unsign(token, max_age=PREVIEW_LIFETIME)
        content_type = ContentType.objects.get_for_model(cls)
        preview = PagePreview.objects.filter(
            content_type=content_type, token=token
        ).first()
        return preview and preview.as_page()


def granting_files_of(token: str) -> AbstractContextManager[None]:
    """Give the files that a preview shows to whoever has its token, while it lasts."""
    row = PagePreview.objects.filter(token=token).values_list("pk", flat=True).first()
    return granting(f"{PREVIEW}:{row or 0}", timezone.now() + PREVIEW_LIFETIME)


@grant_holder(PREVIEW)
def preview_can_be_read(key: str) -> bool:
    """Say whether the preview in the row with this key is there and not too old."""
    preview = PagePreview.objects.filter(pk=key).first()
    return preview is not None and not _is_old(preview.token)


def _is_old(token: str) -> bool:
    """Say whether `token` can no longer be read. The library keeps only its day."""
    try:
        HeadlessPreviewMixin.get_preview_signer().unsign(
            token, max_age=PREVIEW_LIFETIME
        )
    except BadSignature:
        return True
    return False


def delete_old_previews() -> int:
    """Delete headless previews that can no longer be read; return how many."""
    tokens = PagePreview.objects.values_list("pk", "token")
    old = [pk for pk, token in tokens if _is_old(token)]
    deleted, _by_model = PagePreview.objects.filter(pk__in=old).delete()
    return deleted
