from __future__ import annotations

from cms.publishing.services import Outcome, ServiceCommand


class Command(ServiceCommand):
    help = "Does background work. Nothing is put off yet: it only gives its heartbeat."
    service = "worker"

    def work(self) -> Outcome:
        return Outcome()
