"""Forms by which editors make share links."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wagtail.log_actions import log

from cms.core.urls import absolute_url
from cms.publishing.models import ShareLink
from cms.publishing.models.share_links import DEFAULT_LIFETIME, LONGEST_LIFETIME


if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.models import Page

LIFETIMES = {
    timedelta(days=1): "1 day",
    DEFAULT_LIFETIME: "3 days",
    timedelta(days=7): "1 week",
    LONGEST_LIFETIME: "2 weeks",
}
LOG_MADE = "publishing.share_link.make"
LOG_REVOKED = "publishing.share_link.revoke"


def in_hours(lifetime: timedelta) -> int:
    return int(lifetime / timedelta(hours=1))


class NewLink(NamedTuple):
    """A link that has just been made, with its address: nobody can look it up later."""

    link: ShareLink
    address: str


class ShareForm(forms.Form):
    """What every kind of link needs."""

    kind: ClassVar[ShareLink.Kind]

    reader = forms.CharField(max_length=ShareLink._meta.get_field("reader").max_length)
    lifetime = forms.TypedChoiceField(
        label="The link ends after",
        coerce=lambda hours: timedelta(hours=int(hours)),
        choices=[(in_hours(lifetime), label) for lifetime, label in LIFETIMES.items()],
        initial=in_hours(DEFAULT_LIFETIME),
    )

    def make_link(self, page: Page, user: Any) -> NewLink:
        """Make the link that the (valid) form describes, and write it to the log."""
        now = timezone.now()
        link = ShareLink(
            page_id=page.pk,
            kind=self.kind,
            reader=self.cleaned_data["reader"],
            organisation=self.cleaned_data.get("organisation", ""),
            email=self.cleaned_data.get("email", ""),
            made_by=user,
            made_at=now,
            expires_at=now + self.cleaned_data["lifetime"],
        )
        token = link.set_new_token()
        with transaction.atomic():
            link.save()
            record(LOG_MADE, link, user)
        return NewLink(link, absolute_url(reverse("shared_page", args=[token])))


class DraftLinkForm(ShareForm):
    """A link to the newest draft, for a colleague or partner."""

    kind = ShareLink.Kind.DRAFT
    prefix = "draft"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].label = "For whom"
        self.fields["reader"].help_text = (
            "A name that you will know in the list, such as “Translators”. "
            "The reader does not see it."
        )


class PressAccessForm(ShareForm):
    """A journalist's own link to an embargoed text."""

    kind = ShareLink.Kind.PRESS
    prefix = "press"

    organisation = forms.CharField(
        max_length=ShareLink._meta.get_field("organisation").max_length,
        help_text="Such as the name of the newspaper.",
    )
    email = forms.EmailField(label="E-mail", max_length=254)
    send_mail = forms.BooleanField(
        label="Send the link by e-mail now",
        required=False,
        initial=True,
        help_text="The mail names neither title nor content of the text.",
    )

    field_order = ["reader", "organisation", "email", "lifetime", "send_mail"]

    def __init__(self, *args: Any, embargo_until: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].label = "Name of the journalist"
        self.fields["reader"].help_text = "Stands at the top of the page they see."
        self.fields["lifetime"].help_text = "Or with the embargo, if that is sooner."
        left = embargo_until - timezone.now()
        long_enough = [lifetime for lifetime in LIFETIMES if lifetime >= left]
        self.initial["lifetime"] = in_hours(min(long_enough, default=LONGEST_LIFETIME))


def revoke(link: ShareLink, user: Any) -> None:
    """Close a link at once; a link that is revoked already stays as it is."""
    with transaction.atomic():
        open_links = ShareLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
        if open_links.update(revoked_at=timezone.now(), revoked_by=user):
            record(LOG_REVOKED, link, user)


def record(action: str, link: ShareLink, user: Any) -> None:
    """Write to the page's history, by number: the link holds the reader's name."""
    if link.page:
        log(link.page, action, user=user, data={"share_link": link.pk})
