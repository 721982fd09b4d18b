from __future__ import annotations

from django.db.backends.postgresql import base

from cms.changes.databases.before_commit import BeforeCommitMixin


class DatabaseWrapper(BeforeCommitMixin, base.DatabaseWrapper):
    """Django's own, and something to do right before each commit."""
