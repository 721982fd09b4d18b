"""What tests of the change log share."""

from __future__ import annotations

from django.db import transaction

import pytest

from cms.changes.models import ContentChange, LogHead
from cms.changes.recorder import reconcile


@pytest.fixture
def told(db):
    """Return what the log has told since the last call: events with page ids."""
    reconcile()  # what migrations have made
    position = LogHead.objects.values_list("sequence", flat=True).first() or 0

    def since():
        nonlocal position
        with transaction.atomic():  # in place of the commit, which a test never makes
            pass
        rows = ContentChange.objects.filter(sequence__gt=position)
        numbers = [row.sequence for row in rows]
        assert numbers == list(range(position + 1, position + 1 + len(rows)))
        position += len(rows)
        return [(row.event, row.page_id) for row in rows]

    return since


@pytest.fixture
def publish():
    """Publish pages as the editor's button does, with new values of their fields."""

    def publish_page(page, **fields):
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return publish_page
