"""Pages of the second step: the code, the set-up, the recovery codes, the reset."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import FormView, View

from wagtail.admin.views.account import PasswordResetView

import django_otp
from django_otp.plugins.otp_totp.models import default_key

from cms.accounts import events, second_step
from cms.accounts.forms import CodeForm, NewAppForm, PasswordForm
from cms.accounts.rights import has_second_step
from cms.accounts.throttling import count_request


#: Where the session keeps the key of an app that is not connected yet.
KEY = "accounts_new_key"
#: Stands for requests to reset a password; a user's name has no slash.
PASSWORD_RESETS = "/password resets/"  # noqa: S105 - no password


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SecondStepView(RedirectURLMixin, FormView):
    """Base of the pages that somebody sees who has given their password."""

    user: AbstractUser

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Find who is at the second step; lead all others to the log-in."""
        user = self.find_user(request)
        if user is None:
            return redirect_to_login(
                request.get_full_path(), reverse("wagtailadmin_login")
            )
        self.user = user
        return super().dispatch(request, *args, **kwargs)

    def find_user(self, request: HttpRequest) -> Any:
        """Return whose page this is, or None."""
        half = request.half_signed_in  # type: ignore[attr-defined]
        return half if half.is_authenticated else None

    def get_default_redirect_url(self) -> str:
        return reverse("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            next=self.get_redirect_url(), account=self.user, **kwargs
        )

    def sign_in(self, device: django_otp.models.Device) -> None:
        """Count this session as signed in with both steps, under a new key."""
        self.request.user = self.user  # type: ignore[assignment]  # a person, always
        self.request.session.cycle_key()
        django_otp.login(self.request, device)


class CodeView(SecondStepView):
    """Asks for the code of the app, or for a recovery code."""

    form_class = CodeForm
    template_name = "accounts/code.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Lead those who have no app yet to the set-up."""
        user = self.find_user(request)
        if user is not None and not has_second_step(user):
            query = request.GET.urlencode()
            return redirect(f"{reverse('accounts:set_up')}?{query}")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """Let in whoever has a right code."""
        try:
            device = second_step.verify(
                self.user, form.cleaned_data["code"], self.request
            )
        except second_step.TooManyGuessesError as error:
            form.add_error(
                None, _("Too many wrong codes. Please wait, then try again.")
            )
            context = self.get_context_data(form=form, seconds=error.seconds)
            return self.render_to_response(
                context, status=429, headers={"Retry-After": str(error.seconds)}
            )
        if device is None:
            form.add_error("code", _("This code is not right, or no longer."))
            return self.form_invalid(form)
        self.sign_in(device)
        return super().form_valid(form)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End a session; Wagtail's own view for that takes somebody who is signed in."""
    logout(request)
    return redirect("wagtailadmin_login")


class SetUpView(SecondStepView):
    """Connects an app: the first one at the log-in, later ones from one's account."""

    template_name = "accounts/set_up.html"

    def find_user(self, request: HttpRequest) -> Any:
        """Return who may set up: at log-in only those who have no app yet."""
        half = super().find_user(request)
        if half is not None:
            return None if has_second_step(half) else half
        return request.user if may_use_admin(request.user) else None

    def get_form(self, form_class: Any = None) -> Form:
        """Ask for the password where another app is connected already."""
        if has_second_step(self.user):
            return NewAppForm(self.user, **self.get_form_kwargs())
        return CodeForm(**self.get_form_kwargs())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the key; it stays the same until an app has it."""
        key = self.request.session.setdefault(KEY, default_key())
        return super().get_context_data(
            picture=second_step.as_picture(key, self.user),
            key=second_step.as_text(key),
            **kwargs,
        )

    def form_valid(self, form: Form) -> HttpResponse:
        """Connect the app, and show the recovery codes this once."""
        key = self.request.session.get(KEY)
        code = form.cleaned_data["code"]
        device = second_step.set_up(self.user, key, code) if key else None
        if device is None:
            form.add_error("code", _("This code is not right. Wait for the next one."))
            return self.form_invalid(form)
        del self.request.session[KEY]
        self.sign_in(device)
        events.record(events.SECOND_STEP_SET_UP, self.user, self.request, by=self.user)
        second_step.tell(self.user, "second_step_set_up")
        return show_recovery_codes(self.request, self.user, self.get_success_url())


class RecoveryCodesView(SecondStepView):
    """Makes new recovery codes for somebody who is signed in."""

    template_name = "accounts/new_recovery_codes.html"

    def find_user(self, request: HttpRequest) -> Any:
        """Return who is signed in with both steps."""
        user = request.user
        return user if may_use_admin(user) and has_second_step(user) else None

    def get_form(self, form_class: Any = None) -> Form:
        return PasswordForm(self.user, **self.get_form_kwargs())

    def form_valid(self, form: Form) -> HttpResponse:
        """Show the new codes, this once."""
        events.record(events.RECOVERY_CODES_MADE, self.user, self.request, by=self.user)
        return show_recovery_codes(
            self.request, self.user, reverse("wagtailadmin_account")
        )


def may_use_admin(user: Any) -> bool:
    """Say whether `user` is signed in, with all steps, and may use the admin."""
    return user.is_authenticated and user.has_perm("wagtailadmin.access_admin")


def show_recovery_codes(
    request: HttpRequest, user: AbstractUser, next_url: str
) -> HttpResponse:
    """Make recovery codes and show them."""
    codes = second_step.make_recovery_codes(user)
    context = {"codes": codes, "next": next_url, "account": user}
    return render(request, "accounts/recovery_codes.html", context)


class ResetView(View):
    """Takes the second step of somebody away, who has lost their telephone."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Let those change people who may; only a superuser resets a superuser."""
        self.account = get_object_or_404(get_user_model(), pk=kwargs["pk"])
        if not may_reset(request.user, self.account):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether it is meant."""
        return render(request, "accounts/reset.html", {"account": self.account})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Reset, and say so."""
        second_step.reset(self.account, by=request.user)
        messages.success(
            request,
            _("%(user)s sets the second step up anew at the next log-in.")
            % {"user": self.account},
        )
        return redirect("wagtailusers_users:edit", pk)


def may_reset(user: Any, account: Any) -> bool:
    """Say whether `user` may take the second step of `account` away."""
    return user.has_perm("auth.change_user") and (
        user.is_superuser or not account.is_superuser
    )


class LimitedPasswordResetView(PasswordResetView):
    """Wagtail's form for a forgotten password, for so many tries from one address.

    Each try counts, whether or not anybody has the address of the e-mail.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count the try; what is too much is answered with the page of a lockout."""
        if not count_request(request, PASSWORD_RESETS):
            return HttpResponse(status=429)
        return super().post(request, *args, **kwargs)
