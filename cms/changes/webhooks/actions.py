"""What administrators do with an endpoint beside editing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.log_actions import log

from cms.changes.models import ContentChange, WebhookEndpoint
from cms.changes.webhooks.messages import Message, message_of, message_of_test
from cms.changes.webhooks.sending import attempt


if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.log_actions import LogActionRegistry

LONGEST_NUMBER = 18  # digits; what is longer fits no database


class Done(NamedTuple):
    """What comes after an action: the page of the endpoint, or that of its secret."""

    shows_secret: bool = False


Action = Callable[["HttpRequest", WebhookEndpoint], Done]


def send_test(request: HttpRequest, endpoint: WebhookEndpoint) -> Done:
    """Send a message that means nothing. It works for one that is switched off, too."""
    return _send(request, endpoint, message_of_test(endpoint))


def send_again(request: HttpRequest, endpoint: WebhookEndpoint) -> Done:
    """Send the message on one change now. The place in the log stays as it is."""
    number = request.POST.get("sequence", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    change = is_number and ContentChange.objects.filter(pk=int(number)).first()
    if change:
        return _send(request, endpoint, message_of(change, endpoint))
    messages.error(request, _("There is no such change in the log."))
    return Done()


def switch_on(request: HttpRequest, endpoint: WebhookEndpoint) -> Done:
    """Go on where it stopped."""
    endpoint.switch_on()
    log(endpoint, "changes.webhook.switch_on", user=request.user)
    text = _("Switched on. What has happened since is being sent, in order.")
    messages.success(request, text)
    return Done()


def new_secret(request: HttpRequest, endpoint: WebhookEndpoint) -> Done:
    """Make a new secret, beside which the old one is good for another day."""
    endpoint.rotate_secret()
    log(endpoint, "changes.webhook.new_secret", user=request.user)
    return Done(shows_secret=True)


def show_secret(request: HttpRequest, endpoint: WebhookEndpoint) -> Done:
    """Show the secret, and remember who has seen it."""
    log(endpoint, "changes.webhook.show_secret", user=request.user)
    return Done(shows_secret=True)


ACTIONS: dict[str, Action] = {
    action.__name__: action
    for action in (send_test, send_again, switch_on, new_secret, show_secret)
}


def register_webhook_actions(actions: LogActionRegistry) -> None:
    """Give what is done to endpoints its name in the history."""
    for name, label, text in (
        ("switch_on", gettext_lazy("Switch on"), gettext_lazy("Switched on again")),
        ("new_secret", gettext_lazy("New secret"), gettext_lazy("Made a new secret")),
        (
            "show_secret",
            gettext_lazy("Show secret"),
            gettext_lazy("Looked at the secret"),
        ),
    ):
        actions.register_action(f"changes.webhook.{name}", label, text)


def _send(request: HttpRequest, endpoint: WebhookEndpoint, message: Message) -> Done:
    answer = attempt(endpoint, message)
    if answer.is_taken:
        words = {"status": answer.status, "seconds": f"{answer.seconds:.1f}"}
        text = _("The receiver took it (%(status)s) after %(seconds)s seconds.") % words
        messages.success(request, text)
    else:
        messages.error(request, _("It did not arrive. %s") % answer.error)
    return Done()
