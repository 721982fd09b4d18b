"""Made-up content for tests."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

import pytest

from cms.samples import invention


@pytest.fixture(scope="module")
def few_pictures():
    """Make two pictures instead of forty: encoding them takes the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(invention, "PICTURES", 2)
        yield


def generate(**amounts):
    """Make content; return what the command says."""
    output = StringIO()
    call_command("generate_content", stdout=output, **amounts)
    return output.getvalue()
