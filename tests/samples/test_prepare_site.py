from __future__ import annotations

import io
import re
from functools import partial

from django.contrib.auth import get_user_model
from django.core.management import call_command

from wagtail.models import Page

import pytest

from cms.samples.management.commands import load_sample_content


def prepare_site() -> str:
    """Run the command; return what it prints."""
    output = io.StringIO()
    call_command("prepare_site", stdout=output)
    return output.getvalue()


@pytest.fixture
def printed(story):
    """What the command says on a site that has pages but nobody to log in."""
    return prepare_site()


def test_prepare_site__tells_a_password_that_opens_the_admin(printed, client):
    password = re.search(r"Password: +(\S+)", printed)[1]
    assert len(password) >= 16
    assert client.login(username="admin", password=password)
    assert client.get("/admin/").status_code == 200


def test_prepare_site__again__tells_no_password_and_keeps_the_old(printed):
    before = get_user_model().objects.get().password
    assert "Password" not in prepare_site()
    assert get_user_model().objects.get().password == before


def test_prepare_site__other_administrator__none_is_added(story, django_user_model):
    django_user_model.objects.create_superuser("amina", password="long and secret")
    prepare_site()
    assert [user.username for user in django_user_model.objects.all()] == ["amina"]


def test_prepare_site__says_where_the_site_is(printed, settings):
    assert f"{settings.BASE_URL}/\n" in printed
    assert f"{settings.BASE_URL}/admin/\n" in printed


def test_prepare_site__site_with_pages__is_left_alone(story):
    before = Page.objects.count()
    prepare_site()
    assert Page.objects.count() == before


def test_prepare_site__empty_site__gets_the_sample_content(
    home, small_pictures, monkeypatch
):
    load_small = partial(load_sample_content.load, small_pictures)
    monkeypatch.setattr(load_sample_content, "load", load_small)
    assert "Sample content loaded" in prepare_site()
    assert Page.objects.descendant_of(home).count() > 10
