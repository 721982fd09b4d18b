"""Addresses of the second step, below `/admin/` but outside of Wagtail's own check."""

from __future__ import annotations

from django.urls import path

from cms.accounts.views import CodeView, RecoveryCodesView, SetUpView, sign_out


app_name = "accounts"
urlpatterns = [
    path("", CodeView.as_view(), name="second_step"),
    path("set-up/", SetUpView.as_view(), name="set_up"),
    path("sign-out/", sign_out, name="sign_out"),
    path("recovery-codes/", RecoveryCodesView.as_view(), name="recovery_codes"),
]
