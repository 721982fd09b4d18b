"""Keeps the tokens of shared pages out of the logs."""

from __future__ import annotations

import logging
import re


_TOKEN = re.compile(r"(/shared/)[^/\s]+")


def hide_tokens(text: str) -> str:
    """Return `text` with each address of a shared page made unusable."""
    return _TOKEN.sub(r"\1***", text)


class HideTokens(logging.Filter):
    """Lets every record pass, without tokens."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = hide_tokens(message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
