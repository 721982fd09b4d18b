"""Several real web processes, each with a cache of its own, show each change at once."""

from __future__ import annotations

import http.client
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from cms.changes.position import current_position
from tests import factories
from tests.publishing.processes import Processes


ASKED_AT_ONCE = 8


@pytest.fixture
def server(transactional_db, django_db_serialized_rollback):
    """Four processes of gunicorn that work on the database of the test."""
    processes = Processes()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    process = processes._open(
        *("-m", "gunicorn", "--bind", address, "--workers", "4"),
        *("--graceful-timeout", "1"),
    )
    processes.wait_for(process, "Booting worker")
    processes.drain(process)
    yield address
    process.terminate()
    process.wait(20)


def ask(address, path):
    """Ask over a connection of its own, so that any process may answer."""
    visitor = http.client.HTTPConnection(address, timeout=20)
    visitor.request("GET", path)
    response = visitor.getresponse()
    answer = response.status, response.headers["ETag"], response.read().decode()
    visitor.close()
    return answer


def test_processes__show_each_change_to_the_very_next_request(server, press):
    page = factories.PressReleasePageFactory(parent=press, title="Number 0.")
    paths = [page.url, "/press/", f"/api/v2/press-releases/{page.pk}/"]
    many = [path for path in paths for _time in range(ASKED_AT_ONCE)]
    with ThreadPoolExecutor(ASKED_AT_ONCE) as readers:

        def ask_all():
            return list(readers.map(lambda path: ask(server, path), many))

        ask_all()  # makes what a new site lacks
        for number in range(1, 4):
            page.title = f"Number {number}."
            page.save_revision().publish()
            assert current_position().is_settled
            for status, etag, body in ask_all():
                assert status == 200
                assert page.title in body
                assert etag
            # All give the same answer, by the same name.
            assert len(set(ask_all())) == len(paths)
        page.unpublish()
        for path, (status, _etag, body) in zip(many, ask_all(), strict=True):
            assert status == (200 if path == "/press/" else 410)
            assert page.title not in body
