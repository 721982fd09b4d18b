"""How gunicorn serves the site; it finds this file by its name."""

from __future__ import annotations

import gc
from typing import Any


def when_ready(server: Any) -> None:
    """Spare the workers the search for garbage among the code, which stays anyway.

    An answer makes tens of thousands of objects that go again at its end: looked
    through less often, they cost a fifth less of a long API answer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


wsgi_app = "cms.asgi"
worker_class = "asgi"
asgi_lifespan = "off"
workers = 2
preload_app = True  # the code is loaded once, not once per worker
# There is no `accesslog`: the application writes one (`cms.asgi`) in a fraction of the
# time, which matters where answers are kept.
control_socket_disable = True

# A query string of any length reaches the API, which refuses it in JSON; gunicorn's
# own answer would be HTML.
limit_request_line = 0
