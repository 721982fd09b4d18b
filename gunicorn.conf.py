"""How gunicorn serves the site; it finds this file by its name."""

from __future__ import annotations

import gc
import re
from datetime import timedelta
from typing import Any

from gunicorn import glogging


class Logger(glogging.Logger):
    """Leaves the token out of the address of a shared page."""

    def atoms(
        self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta
    ) -> dict[str, Any]:
        """Return what the line below tells.

        gunicorn would copy all headers for each request, for lines that tell more.
        """
        path = environ["PATH_INFO"]
        return {
            "m": environ["REQUEST_METHOD"],
            "U": re.sub(r"(?<=/shared/)[^/]+", "***", path),
            "s": str(resp.status).partition(" ")[0],
            "M": int(request_time.total_seconds() * 1000),
        }


def when_ready(server: Any) -> None:
    """Spare the workers the search for garbage among the code, which stays anyway.

    An answer makes tens of thousands of objects that go again at its end: looked
    through less often, they cost a fifth less of a long API answer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


logger_class = Logger
worker_class = "gthread"
workers = 2
threads = 4
preload_app = True  # the code is loaded once, not once per worker

accesslog = "-"
# The path without its query, which may hold the token of a preview.
access_log_format = "%(m)s %(U)s %(s)s %(M)s ms"

control_socket_disable = True

# A query string of any length reaches the API, which refuses it in JSON; gunicorn's
# own answer would be HTML.
limit_request_line = 0
