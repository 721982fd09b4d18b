from __future__ import annotations

from django.urls import path

from cms.publishing import views


urlpatterns = [
    path("live", views.live, name="health_live"),
    path("ready", views.ready, name="health_ready"),
]
