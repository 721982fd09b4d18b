"""Asks every public channel for everything and notes which canaries come back."""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path

from cms.core.routing import without_form
from tests.leaks.canaries import Canary, readable
from tests.leaks.states import STATES


if TYPE_CHECKING:
    from tests.leaks.channels import Channel
    from tests.leaks.world import Secret, World

#: No crawl of the suite's site comes near; one that does walks in circles.
MOST_ANSWERS = 20_000
_LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
_FORM_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
_ABSOLUTE = re.compile(re.escape(settings.BASE_URL) + r"(/[^\s\"'<>,\\#)]*)")
#: Scripts and styles of the project, what asks for a login first, and pictures: all that
#: there are of secrets are asked for by their own channel.
NOT_FOLLOWED = ("/static/", "/admin/", "/partner-site/", "/media/")
#: What the change log tells of a page that is gone: which it was, and its address.
TOLD_OF_THE_GONE = ("id", "slug", "year")
#: Their digits are no year.
UNREAD_HEADERS = {"content-length", "date", "expires"}


class Request(NamedTuple):
    """A question to the site.

    Args:
        url: Path and query.
        secret: The page that it is about, if it is about one.
        refuse: Whether the only good answer is none, while that page is hidden.
    """

    url: str
    secret: Secret | None = None
    refuse: bool = False


class Reply(NamedTuple):
    """What came back, whatever asked."""

    status: int
    headers: dict[str, str]
    body: bytes


class Finding(NamedTuple):
    """A canary that came out, or an answer where there should have been none."""

    channel: str
    url: str
    canary: Canary


@dataclass
class Answer:
    """What is kept of a reply."""

    channel: str
    request: Request
    status: int
    canaries: set[str] = field(default_factory=set)
    digest: str = ""


Ask = Callable[[str], Reply]


def ask_client(client: Client) -> Ask:
    """Ask through Django's test client."""

    def ask(url: str) -> Reply:
        response = client.get(url)
        body = b"".join(response) if response.streaming else response.content
        return Reply(response.status_code, dict(response.headers), body)

    return ask


class Crawl:
    """A walk through channels of a site, with what was found."""

    def __init__(self, world: World, ask: Ask) -> None:
        self.world = world
        self.was_open = world.is_open
        self.answers: dict[str, Answer] = {}
        self._ask = ask
        self._found: deque[str] = deque()
        self._seen: set[str] = set()

    def run(self, channels: Iterable[Channel], follow: bool = True) -> Crawl:
        """Ask what the channels ask, and then follow every link there was."""
        channels = list(channels)
        for channel in channels:
            for request in channel.requests(self.world):
                self._answer(channel.name, request)
        by_route = {route: each.name for each in channels for route in each.routes}
        while follow and self._found:
            url = self._found.popleft()
            if url not in self.answers and (name := by_route.get(route_of(url))):
                self._answer(name, Request(url))
        return self

    def _answer(self, channel: str, request: Request) -> None:
        if request.url in self.answers:
            return
        assert len(self.answers) < MOST_ANSWERS, request.url
        reply = self._ask(request.url)
        text = readable(reply.body)
        told = self.world.canaries.found_in(f"{said_in_headers(reply)}\n{text}")
        asked = self.world.canaries.found_in(unquote(request.url))
        digest = hashlib.sha256(_FORM_TOKEN.sub(b"", reply.body)).hexdigest()
        self.answers[request.url] = Answer(
            channel, request, reply.status, told - asked, digest
        )
        location = path_of(reply.headers.get("Location", ""))
        for link in links_in(f'{text} href="{location}"') - self._seen:
            # Filters lead to further filters, without an end.
            if "?" in link and "?" in request.url:
                continue
            self._seen.add(link)
            self._found.append(link)

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is hidden and came out."""
        places = self.world.canaries.places
        for answer in self.answers.values():
            for word in answer.canaries:
                canary = places[word]
                if self.hides(canary.owner) and not (
                    in_own_form(canary, answer.request) or in_tombstone(canary, answer)
                ):
                    yield Finding(answer.channel, answer.request.url, canary)
            if answer.status >= 500:
                broken = Canary("server error", str(answer.status))
                yield Finding(answer.channel, answer.request.url, broken)
            secret = answer.request.secret
            owner = secret.name if secret else "orphan"
            if answer.request.refuse and answer.status < 400 and self.hides(owner):
                answered = Canary(owner, "answered")
                yield Finding(answer.channel, answer.request.url, answered)

    def hides(self, owner: str) -> bool:
        """Say whether what a canary belongs to was hidden when this crawl was made."""
        state = STATES.get(owner.partition("/")[0])
        return not (self.was_open and state and state.was_public)

    def shown(self, channel: str) -> set[Canary]:
        """Return what a channel showed, and what it gave where it might refuse."""
        places = self.world.canaries.places
        answers = [a for a in self.answers.values() if a.channel == channel]
        shown = {places[word] for answer in answers for word in answer.canaries}
        return shown | {
            Canary(answer.request.secret.name, "answered")
            for answer in answers
            if answer.request.secret and answer.request.refuse and answer.status < 400
        }


def in_own_form(canary: Canary, request: Request) -> bool:
    """Say whether it is the id of a restricted page in the form at its own address.

    All that stands below the page has the same form.
    """
    secret = request.secret
    return bool(
        secret
        and secret.state.has_own_form
        and canary == (secret.name, "id")
        and without_form(request.url) in secret.paths
    )


def in_tombstone(canary: Canary, answer: Answer) -> bool:
    """Say whether it is where a page was that everybody could see, in the log."""
    state = STATES.get(canary.owner.partition("/")[0])
    return bool(
        answer.channel == "api changes"
        and state
        and state.was_public
        and canary.place in TOLD_OF_THE_GONE
    )


def said_in_headers(reply: Reply) -> str:
    return "\n".join(
        f"{name}: {value}"
        for name, value in reply.headers.items()
        if name.lower() not in UNREAD_HEADERS
    )


def route_of(url: str) -> str:
    """Return the route that answers a path, without its language."""
    path = url.partition("?")[0]
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            return resolve(path).route.removeprefix(f"{language}/")
        except Resolver404:
            return ""


def path_of(address: str) -> str:
    """Return path and query of an address of this site, else nothing."""
    parts = urlsplit(address)
    if parts.netloc and parts.hostname not in ("localhost", "testserver"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def links_in(text: str) -> set[str]:
    """Return paths of this site that a page or a JSON text leads to."""
    paths = {match.replace("&amp;", "&") for match in _LINK.findall(text)}
    paths.update(_ABSOLUTE.findall(text))
    return {path for path in paths if path and not path.startswith(NOT_FOLLOWED)}
