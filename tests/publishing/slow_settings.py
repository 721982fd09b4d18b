"""Settings of a scheduler that stands still after it has published two pages.

They are published, and nothing is committed yet: the moment to kill it.
"""

from __future__ import annotations

import logging
import time

from wagtail.signals import page_published

from cms.settings.dev import *  # noqa: F403 - settings modules build on each other


IN_THE_MIDDLE = 2
_published = []


def stand_still(instance, **kwargs):
    _published.append(instance.pk)
    if len(_published) == IN_THE_MIDDLE:
        logging.getLogger(__name__).warning("In the middle.")
        time.sleep(600)


page_published.connect(stand_still)
