"""The example of a partner's program that keeps a copy, for tests."""

from __future__ import annotations

import subprocess
import sys
from importlib import util

from django.conf import settings


PROGRAM = settings.BASE_DIR / "examples" / "mirror.py"


def load_program():
    """Return the program as a module."""
    spec = util.spec_from_file_location("mirror", PROGRAM)
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


mirror = load_program()


def start(url, file, *options):
    """Start the program as a process of its own."""
    return subprocess.Popen(
        [sys.executable, PROGRAM, url, file, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(url, file, *options, timeout=120):
    """Run it to its end; return its exit code and all that it said."""
    process = start(url, file, *options)
    out, err = process.communicate(timeout=timeout)
    return process.returncode, out + err
