"""All addresses of the site."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.static import serve

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from cms.accounts.views import LimitedPasswordResetView
from cms.api.views.oembed import oembed
from cms.core.media import serve_document, serve_media
from cms.core.restricted import ask_for_password


handler400 = "cms.api.errors.bad_request"
handler403 = "cms.api.errors.permission_denied"
handler404 = "cms.api.errors.page_not_found"
handler500 = "cms.api.errors.server_error"

urlpatterns = [
    path("admin/second-step/", include("cms.accounts.urls")),
    path("admin/password_reset/", LimitedPasswordResetView.as_view()),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:key>/<str:name>", serve_document, name="wagtaildocs_serve"),
    path("media/<path:path>", serve_media, name="media"),
    path("health/", include("cms.publishing.urls")),
    path("shared/", include("cms.publishing.share_urls")),
    path("api/", include("cms.api.urls")),
    path("oembed/", oembed, name="oembed"),
    *i18n_patterns(
        path("", include("search.urls")),
        path(
            "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
            ask_for_password,
            name="wagtailcore_authenticate_with_password",
        ),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

if partner_site := getattr(settings, "PARTNER_SITE_DIR", None):
    # The example of a partner's site, for development; a real one stands elsewhere.
    urlpatterns.insert(
        0,
        path(
            "partner-site/",
            include(
                [
                    path(
                        "", serve, {"path": "index.html", "document_root": partner_site}
                    ),
                    path("<path:path>", serve, {"document_root": partner_site}),
                ]
            ),
        ),
    )
