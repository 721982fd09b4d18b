from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

import pytest

from cms.accounts.groups import ADMINISTRATORS, EDITORS, MODERATORS, PRESS_OFFICERS


PASSWORD = "a choir of 500 sings"


def make_user(name: str, *groups: str, **fields):
    """A member of these groups, with `PASSWORD` as password."""
    user = get_user_model().objects.create_user(
        name, f"{name}@example.org", PASSWORD, **fields
    )
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    return user


@pytest.fixture
def editor(db):
    return make_user("edith", EDITORS)


@pytest.fixture
def press_officer(db):
    return make_user("petra", PRESS_OFFICERS)


@pytest.fixture
def moderator(db):
    return make_user("mona", MODERATORS)


@pytest.fixture
def administrator(db):
    return make_user("adele", ADMINISTRATORS)


@pytest.fixture
def superuser(db):
    return make_user("suki", is_superuser=True)


@pytest.fixture
def required(settings):
    """Ask those who can publish for a second step, as production does."""
    settings.TWO_FACTOR_REQUIRED = True


def signed_in(user) -> Client:
    """A browser in which `user` has given their password."""
    client = Client()
    client.force_login(user)
    return client


def log_in(client: Client, name: str, password: str = PASSWORD, **headers):
    """Send the form for the password."""
    return client.post(
        "/admin/login/", {"username": name, "password": password}, **headers
    )
