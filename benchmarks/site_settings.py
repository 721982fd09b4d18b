"""This site's production settings; its collected files lie with the benchmarks."""

from __future__ import annotations

import os
from pathlib import Path

from cms.settings.production import *  # noqa: F403 - as production has them


STATIC_ROOT = Path(os.environ["STATIC_ROOT"])
