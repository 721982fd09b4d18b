from __future__ import annotations

from django.urls import re_path

from cms.publishing import share_views


urlpatterns = [
    # As long as tokens are; any other address is answered like the rest of the site.
    re_path(
        r"^(?P<token>[A-Za-z0-9_-]{32})/$", share_views.shared_page, name="shared_page"
    ),
]
