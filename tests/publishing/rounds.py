"""Rounds of publishing on time: real schedulers, one killed at random, real HTTP.

Each page has an instant of its own. Every channel is asked for it a second before and
just before that instant, and from one second after it on until it shows the page.
"""

from __future__ import annotations

import datetime
import math
import queue
import random
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

from django.utils import timezone

import httpx

from cms.publishing.models import Bundle, BundlePage, BundleState
from home.models import HomePage
from press.models import PressReleasePage
from tests import factories
from tests.publishing.processes import Processes


BEFORE = (1.0, 0.1)  # seconds
AFTER = 1.0
AGAIN = 0.25
GIVE_UP = 20.0
READERS = 4


class Round(NamedTuple):
    """A page, a word that only it has, and when it goes live."""

    page: PressReleasePage
    word: str
    at: float


class Probe(NamedTuple):
    """A question about a round, in the order in which they are asked."""

    when: float
    number: int
    round: Round
    channel: str


class Answer(NamedTuple):
    """What a channel said: `began` and `ended` are seconds from the round's instant."""

    channel: str
    began: float
    ended: float
    is_shown: bool


Channel = Callable[[httpx.Client, Round], bool]


def _holds_id(path: str) -> Channel:
    def ask(client: httpx.Client, each: Round) -> bool:
        items = client.get(path).raise_for_status().json()["items"]
        return each.page.pk in [item["id"] for item in items]

    return ask


def _links_to_page(path: str) -> Channel:
    """Look through all pages of a listing."""

    def ask(client: httpx.Client, each: Round) -> bool:
        for number in range(1, 100):
            answer = client.get(path.format(word=each.word, number=number))
            if number > 1 and answer.status_code == 404:
                return False
            if f"/press/{each.word}/" in answer.raise_for_status().text:
                return True
        raise AssertionError("the listing does not end")

    return ask


def _answers(path: str) -> Channel:
    def ask(client: httpx.Client, each: Round) -> bool:
        answer = client.get(path.format(pk=each.page.pk, slug=each.page.slug))
        if answer.status_code == 410 and time.time() >= each.at:
            # It was published between two queries of this request: “not yet” for the
            # first, “it has been public” for the second.
            return False
        assert answer.status_code in (200, 302, 404), answer
        return answer.status_code != 404

    return ask


CHANNELS: dict[str, Channel] = {
    "page": _answers("/press/{slug}/"),
    "listing page": _links_to_page("/press/?page={number}"),
    "search page": _links_to_page("/search/?q=embargoed+{word}&page={number}"),
    "API list": _holds_id("/api/v2/pages/?type=press.PressReleasePage&limit=100"),
    "API detail": _answers("/api/v2/pages/{pk}/"),
    "API find": _answers("/api/v2/pages/find/?html_path=/press/{slug}/"),
    "API search": _holds_id("/api/v2/press-releases/?search=embargoed&limit=100"),
}


def plan(count: int, every: float) -> list[Round]:
    """Plan `count` pages to go live soon, one after the other every so many seconds.

    The first two share an instant; the last three are a bundle, with one for all.
    """
    began = time.monotonic()
    drafts = _drafts(count)
    took = time.monotonic() - began  # a busy machine needs more time for the rest, too
    first = (timezone.now() + datetime.timedelta(seconds=2 * took + 4)).replace(
        microsecond=0
    )
    instants = [
        first + datetime.timedelta(seconds=every * min(max(number, 1), count - 3))
        for number in range(count)
    ]
    for page, at in zip(drafts[:-3], instants, strict=False):
        page.go_live_at = at
        page.save_revision().publish()
    _approve(drafts[-3:], instants[-1])
    assert timezone.now() < first - datetime.timedelta(seconds=max(BEFORE))
    return [
        Round(page, page.slug, at.timestamp())
        for page, at in zip(drafts, instants, strict=True)
    ]


def _drafts(count: int) -> list[PressReleasePage]:
    index = factories.PressReleaseIndexPageFactory(parent=HomePage.objects.get())
    drafts = []
    for _ in range(count):
        word = f"{secrets.token_hex(6)}x"
        page = factories.PressReleasePageFactory(
            parent=index,
            title=f"Embargoed {word}",
            slug=word,
            live=False,
        )
        page.save_revision()
        drafts.append(page)
    return drafts


def _approve(pages: list[PressReleasePage], at: datetime.datetime) -> None:
    bundle = Bundle.objects.create(
        title="Together", go_live_at=at, state=BundleState.APPROVED
    )
    for page in pages:
        BundlePage.objects.create(
            bundle=bundle, page=page, revision=page.latest_revision
        )


def watch(url: str, rounds: list[Round]) -> list[Answer]:
    """Ask every channel about every page; return all that was answered."""
    probes: queue.PriorityQueue[Probe] = queue.PriorityQueue()
    offsets = [*(-seconds for seconds in BEFORE), AFTER]
    numbers = iter(range(10**9))
    for each in rounds:
        for offset in offsets:
            for channel in CHANNELS:
                probes.put(Probe(each.at + offset, next(numbers), each, channel))
    answers: list[Answer] = []

    def read() -> None:
        with httpx.Client(base_url=url, timeout=30) as client:
            while True:
                try:
                    probe = probes.get_nowait()
                except queue.Empty:
                    return
                answer = ask(client, probe)
                answers.append(answer)
                if 0 < answer.began < GIVE_UP and not answer.is_shown:
                    probes.put(
                        probe._replace(when=time.time() + AGAIN, number=next(numbers))
                    )

    with ThreadPoolExecutor(READERS) as pool:
        for reader in [pool.submit(read) for _ in range(READERS)]:
            reader.result()
    return answers


def ask(client: httpx.Client, probe: Probe) -> Answer:
    """Ask one channel at the time of the probe."""
    time.sleep(max(0.0, probe.when - time.time()))
    began = time.time()
    is_shown = CHANNELS[probe.channel](client, probe.round)
    at = probe.round.at
    return Answer(probe.channel, began - at, time.time() - at, is_shown)


@contextmanager
def two_schedulers(processes: Processes, seed: int):
    """Run two schedulers; kill one, and start another for it, again and again.

    Gives a list that grows with each kill.
    """
    rng = random.Random(seed)  # noqa: S311 - chance, not a secret
    running = [processes.start("run_scheduler") for _ in range(2)]
    kills: list[float] = []
    stop = threading.Event()

    def kill() -> None:
        while not stop.wait(rng.uniform(0.1, 1.5)):
            victim = rng.randrange(2)
            processes.kill(running[victim])
            kills.append(time.time())
            running[victim] = processes.start("run_scheduler")

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield kills
    finally:
        stop.set()
        killer.join()
        for scheduler in running:
            processes.stop(scheduler)


class Figures(NamedTuple):
    """What the rounds came to.

    Args:
        rounds: How many pages had an instant of their own, or that of the bundle.
        answers: How many answers were looked at.
        kills: How often a scheduler was killed.
        early: Channels whose answer showed a page and was complete before its instant.
        late: Channels to which a page was missing when they were asked too late.
        published_after: Seconds from its instant until a page was published: half of
            them, nine tenths, all.
    """

    rounds: int
    answers: int
    kills: int
    early: Counter[str]
    late: Counter[str]
    published_after: tuple[float, float, float]


def figures(
    rounds: list[Round], answers: list[Answer], kills: list[float], latest: float
) -> Figures:
    """Judge the answers; `latest` is how many seconds a page may take to appear."""
    delays = sorted(
        PressReleasePage.objects.get(pk=each.page.pk).first_published_at.timestamp()
        - each.at
        for each in rounds
    )
    assert delays[0] >= 0
    return Figures(
        rounds=len(rounds),
        answers=len(answers),
        kills=len(kills),
        early=Counter(a.channel for a in answers if a.is_shown and a.ended < 0),
        late=Counter(
            a.channel for a in answers if not a.is_shown and a.began >= latest
        ),
        published_after=tuple(
            round(delays[math.ceil(part * len(delays)) - 1], 3)
            for part in (0.5, 0.9, 1)
        ),
    )
