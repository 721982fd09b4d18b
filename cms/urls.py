"""All addresses of the site."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.views import serve as serve_page

from cms.accounts.views import LimitedPasswordResetView
from cms.api.views.oembed import oembed
from cms.changes.offline.views import worker
from cms.core.media import serve_document, serve_media
from cms.core.restricted import ask_for_password
from cms.core.routing import FORM_PATTERN, SERVE_FORM
from cms.core.sitemap import sitemap, sitemap_part
from cms.core.well_known import robots_txt, security_txt


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
    path("robots.txt", robots_txt),
    path(".well-known/security.txt", security_txt),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("service-worker.js", worker, name="service_worker"),
    *i18n_patterns(
        path("", include("search.urls")),
        path("", include("cms.changes.offline.urls")),
        path(
            "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
            ask_for_password,
            name="wagtailcore_authenticate_with_password",
        ),
        re_path(FORM_PATTERN, serve_page, name=SERVE_FORM),
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
