from __future__ import annotations

from django.urls import path

from cms.changes.offline.views import offline


urlpatterns = [path("offline/", offline, name="offline")]
