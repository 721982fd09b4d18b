"""How gunicorn serves the site; it finds this file by its name."""

from __future__ import annotations

import re
from typing import Any

from gunicorn import glogging


class Logger(glogging.Logger):
    """Leaves the token out of the address of a shared page."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        atoms = super().atoms(*args)
        return {**atoms, "U": re.sub(r"(?<=/shared/)[^/]+", "***", atoms["U"])}


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
