"""A key names a partner and lifts a limit. It opens nothing."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import ModelLogEntry

import pytest

from cms.api.models import PartnerKey
from tests import hidden
from tests.accounts.conftest import make_user, signed_in
from tests.api.limits import PATH, ask, make_key, statuses


pytestmark = pytest.mark.django_db
KEYS = "/admin/partner_keys/"
FORM = {
    "partner": "Example News",
    "contact_email": "desk@news.example",
    "note": "Their page on World Refugee Day",
}
SHOWN = re.compile(r"iomrw_[0-9a-f]{64}")


@pytest.fixture
def administrator(home):
    return signed_in(make_user("adele", "Administrators"))


@pytest.fixture
def limit(settings):
    settings.API_RATE_LIMIT = "3/min"
    settings.API_PARTNER_RATE_LIMIT = "6/min"


def test_key__is_made_and_shown_once(administrator):
    page = administrator.post(f"{KEYS}new/", FORM)
    assert page.headers["Cache-Control"] == "no-store, private"
    (text,) = set(SHOWN.findall(page.text))
    assert ask("/api/v2/pages/", key=text).status_code == 200
    key = PartnerKey.objects.get()
    assert (key.partner, key.made_by.username) == ("Example News", "adele")
    # From a copy of the database nobody asks in the partner's name.
    assert text not in str(PartnerKey.objects.values())
    assert text not in str(ModelLogEntry.objects.values())
    for path in ("", f"edit/{key.pk}/", f"history/{key.pk}/", f"delete/{key.pk}/"):
        shown = administrator.get(KEYS + path)
        assert "Example News" in shown.text
        assert text not in shown.text
        assert key.key_hash not in shown.text


def test_keys__are_never_the_same(administrator):
    pages = [administrator.post(f"{KEYS}new/", FORM).text for _ in range(3)]
    assert len({SHOWN.search(page).group() for page in pages}) == 3


def test_new_key__needs_a_name_and_somebody_to_write_to(administrator):
    for name in ("partner", "contact_email"):
        page = administrator.post(f"{KEYS}new/", {**FORM, name: ""})
        assert "This field is required" in page.text
    assert not PartnerKey.objects.exists()


def test_contact__can_be_removed(administrator):
    key, text = make_key(contact_email="desk@news.example")
    administrator.post(f"{KEYS}edit/{key.pk}/", {"partner": "News", "key_hash": "x"})
    key.refresh_from_db()
    assert (key.partner, key.contact_email) == ("News", "")
    assert ask(key=text).status_code == 200


def test_key__lifts_the_limit_wherever_it_is_used_from(limit, home):
    _key, text = make_key()
    _other, other_text = make_key("Other")
    assert statuses(4)[-1] == 429
    response = ask(key=text)
    assert response.headers["RateLimit-Policy"] == '"partner";q=6;w=60'
    assert response.headers["RateLimit"].startswith('"partner";r=5;t=')
    assert statuses(6, key=text, REMOTE_ADDR="198.51.100.7") == [200] * 5 + [429]
    assert ask(key=other_text).status_code == 200


def test_revoked_key__is_refused_from_the_next_request_on(administrator):
    key, text = make_key()
    assert ask(key=text).status_code == 200
    assert "Revoke this key?" in administrator.get(f"{KEYS}delete/{key.pk}/").text
    administrator.post(f"{KEYS}delete/{key.pk}/")
    assert ask(key=text).status_code == 401
    key.refresh_from_db()
    assert key.revoked_by.username == "adele"
    administrator.post(f"{KEYS}delete/{key.pk}/")
    assert PartnerKey.objects.get().revoked_at == key.revoked_at
    entries = ModelLogEntry.objects.filter(action="partner_api.revoke")
    assert [entry.user.username for entry in entries] == ["adele"]
    assert "Revoked" in administrator.get(KEYS).text


def test_key__is_revoked_by_nothing_but_a_sent_form(administrator):
    key, text = make_key()
    administrator.get(f"{KEYS}delete/{key.pk}/")
    assert ask(key=text).status_code == 200


BAD_KEYS = {
    "none": "",
    "unknown": "iomrw_" + "0" * 64,
    "too short": "iomrw_" + "0" * 63,
    "too long": "iomrw_" + "0" * 65,
    "capitals": "iomrw_" + "A" * 64,
    "other digits": "iomrw_" + "٣" * 64,
    "accents": "iomrw_é",
    "NUL": "iomrw_" + "0" * 63 + "\x00",
    "two": f"iomrw_{'0' * 64},Bearer iomrw_{'0' * 64}",
    "SQL": "' OR 1=1 --",
    "huge": "iomrw_" + "0" * 60_000,
}


@pytest.mark.parametrize("name", BAD_KEYS)
def test_bad_key__is_refused_in_json(home, name):
    with CaptureQueriesContext(connection) as queries:
        response = ask(key=BAD_KEYS[name])
    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/json"
    assert response.json().keys() == {"message"}
    assert "iomrw_" not in response.json()["message"]
    assert response.headers["WWW-Authenticate"].startswith("Bearer ")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    # What no key can be is not looked up.
    assert len(queries) == (1 if name == "unknown" else 0)


def test_bad_key__counts_for_the_address(limit, home):
    assert statuses(4, key="wrong") == [401, 401, 401, 429]
    assert ask().status_code == 429


@pytest.mark.parametrize("header", ["Basic YTpi", "Token abc", "Bearerabc", "", "é"])
def test_other_schemes__are_for_others(limit, home, client, header):
    response = client.get(PATH, headers={"authorization": header})
    assert response.status_code == 200
    assert response.headers["RateLimit-Policy"].startswith('"address"')


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER "])
def test_scheme__is_read_as_http_writes_it(limit, home, client, scheme):
    _key, text = make_key()
    response = client.get(PATH, headers={"authorization": f"{scheme} {text}"})
    assert response.headers["RateLimit-Policy"].startswith('"partner"')


def test_key__opens_nothing_that_is_not_public(edition, limit, settings):
    settings.API_PARTNER_RATE_LIMIT = "600/min"
    settings.API_RATE_LIMIT = "600/min"
    _key, text = make_key()
    pages = [
        hidden.HIDDEN[kind](edition, title=f"Canary {kind}", slug=f"canary-{kind}")
        for kind in ("draft", "scheduled", "expired", "login")
    ]
    paths = ["pages/", "stories/", "pages/?search=canary", "pages/?fields=*"]
    for page in pages:
        paths += [f"pages/{page.pk}/", f"pages/find/?html_path={page.url_path}"]
    paths += ["page_preview/1/?content_type=refugeeweek.eventstorypage&token=x"]
    for path in paths:
        answer = ask(f"/api/v2/{path}", key=text)
        assert "canary" not in answer.text.lower()
        assert_same(answer, ask(f"/api/v2/{path}"))


def assert_same(keyed, keyless):
    """Compare all but what is told about the limit."""
    assert keyed.status_code == keyless.status_code
    assert keyed.content == keyless.content
    told = {"RateLimit", "RateLimit-Policy"}
    kept = [
        {name: value for name, value in answer.headers.items() if name not in told}
        for answer in (keyed, keyless)
    ]
    assert kept[0] == kept[1]


def test_answer__may_be_kept_for_others(edition):
    """It is the same for all: a cache must not keep one for each partner."""
    _key, text = make_key()
    for path in ("pages/", f"pages/{edition.pk}/", "openapi.json"):
        assert "Vary" not in ask(f"/api/v2/{path}", key=text).headers


@pytest.mark.parametrize("group", ["Editors", "Press officers", "Moderators"])
def test_keys__are_for_administrators(home, group):
    key, _text = make_key()
    other = signed_in(make_user("w", group))
    for path in ("", "results/", "new/", f"edit/{key.pk}/", f"history/{key.pk}/"):
        assert other.get(KEYS + path).status_code == 302, path
    assert other.post(f"{KEYS}new/", FORM).status_code == 302
    assert other.post(f"{KEYS}delete/{key.pk}/").status_code == 302
    assert PartnerKey.objects.get().revoked_at is None
    assert KEYS not in other.get("/admin/").text


def test_keys__can_be_looked_for_and_sorted(administrator):
    make_key("Example News", contact_email="desk@news.example")
    make_key("Museum")
    assert KEYS in administrator.get("/admin/").text
    found = administrator.get(KEYS, {"q": "museum"}).text
    assert "Museum" in found
    assert "Example News" not in found
    for order in ("partner", "-made_at", "last_used_at", "-revoked_at", "x"):
        assert "Museum" in administrator.get(KEYS, {"ordering": order}).text


def test_list_of_keys__costs_no_query_for_each(administrator):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            administrator.get(KEYS)
        return len(captured)

    adele = PartnerKey(made_by_id=administrator.session["_auth_user_id"])
    make_key(made_by_id=adele.made_by_id)
    queries()
    once = queries()
    for _ in range(5):
        make_key(made_by_id=adele.made_by_id)
    assert queries() == once
