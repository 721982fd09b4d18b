"""Every way in which the site answers the public, and what each is asked.

A channel claims routes of the URL configuration; `test_inventory` fails when a route
belongs to none. To add one, say which routes it has, what to ask it about a secret page
and what it shows of a public one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import ForeignKey
from django.test import Client

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.api.router import api_router
from cms.core.models import PageWithForms
from cms.core.routing import FORM_PATTERN
from refugeeweek.models import EditionPage
from tests.leaks.crawler import Request


if TYPE_CHECKING:
    from tests.leaks.world import Secret, World

Requests = Iterable[Request]
API = "/api/v2"
TREE_PARAMETERS = ("child_of", "ancestor_of", "descendant_of", "translation_of")
#: What a listing takes besides the fields that it filters by.
LISTING_PARAMETERS = {
    "facets",
    "limit", "offset", "fields", "order", "search", "search_operator", "type",
    *TREE_PARAMETERS, "locale", "site", "rich_text_format", "format", "exclude_fields",
    "_",
}  # fmt: skip
_LIST = re.compile(r": ([a-z_]+(?:, [a-z_]+)*)\.")
TEXT_FORMATS = ("markdown", "db_html", "db_markdown")


@dataclass(frozen=True)
class Channel:
    """A part of the site that answers anybody.

    Args:
        name: How findings name it.
        routes: The routes that it answers, as `inventory.public_routes` writes them.
        requests: Gives what to ask it in a world with secrets.
        shows: Places of a page's canaries that it shows once the page is public, `a|b`
            where one of them is enough, `answered` where it gives a file; none for a
            channel that shows no content at all.
    """

    name: str
    routes: tuple[str, ...]
    requests: Callable[[World], Requests]
    shows: tuple[str, ...] = ()


def with_query(path: str, **query: Any) -> str:
    return f"{path}?{urlencode(query)}"


# HTML ---------------------------------------------------------------------------


def page_requests(world: World) -> Iterator[Request]:
    """Ask for the home pages, from which links are followed, and for each secret."""
    yield Request("/")
    yield Request("/ar/")
    yield Request("/no-such-page/")
    for secret in world.secrets:
        refuse = not secret.state.has_own_form
        for path in secret.paths:
            yield Request(path, secret, refuse)
        for path in secret.alias_paths:
            yield Request(path, secret, refuse and not secret.state.only_draft)


def embed_requests(world: World) -> Iterator[Request]:
    """Ask for the card of each page, also of those that have none."""
    for request in page_requests(world):
        if request.secret:
            yield request._replace(url=f"{request.url}embed/")


def form_requests(world: World) -> Iterator[Request]:
    """Ask for calendar, feeds, text and kit of each page, and of the public ones."""
    for page in world.base.values():
        for form in forms_of(page):
            yield Request(f"{page.url}{form}")
    for request in page_requests(world):
        if request.secret:
            for form in forms_of(request.secret.page):
                yield request._replace(url=f"{request.url}{form}")


def forms_of(page: Page) -> list[str]:
    """Return what a page has below its address, besides its card."""
    forms = page.get_forms() if isinstance(page, PageWithForms) else []
    return [form for form in forms if form != "embed/"]


def well_known_requests(world: World) -> Iterator[Request]:
    for path in ("sitemap.xml", "sitemap-1.xml", "robots.txt"):
        yield Request(f"/{path}")
    yield Request("/.well-known/security.txt")


def oembed_requests(world: World) -> Iterator[Request]:
    """Ask how to show each page, and its card, on another website."""
    for secret in world.secrets:
        for path in (*secret.paths, *secret.alias_paths):
            refuse = path in secret.paths or not secret.state.only_draft
            url = f"{settings.BASE_URL}{path}"
            yield Request(with_query("/oembed/", url=url), secret, refuse)
    for secret in sample(world, Page):
        url = f"{settings.BASE_URL}{secret.path}embed/"
        yield Request(with_query("/oembed/", url=url), secret, refuse=True)
        url = f"{settings.BASE_URL}{secret.old_path}/"
        refuse = not secret.state.only_draft
        yield Request(with_query("/oembed/", url=url), secret, refuse)


def search_requests(world: World) -> Iterator[Request]:
    """Search for the words of each field, whole and cut, and for public ones."""
    for language in ("", "/ar"):
        yield Request(with_query(f"{language}/search/", q="plain"))
    for secret in sample(world, Page):
        for place in ("title", "body.paragraph", "body.quote.text"):
            if word := secret.ask(place):
                yield Request(with_query("/search/", q=word), secret)
                yield Request(with_query("/search/", q=word[:-3]), secret)
        label = type(secret.page)._meta.label
        query = {"q": secret.ask("title"), "type": label}
        yield Request(with_query("/search/", **query), secret)


def suggestion_requests(world: World) -> Iterator[Request]:
    """Type the words of titles and names, whole and cut, and those of public ones."""
    for language in ("", "/ar"):
        yield Request(with_query(f"{language}/search/suggest/", q="plain"))
    for secret in sample(world, Page):
        for place in ("title", "Partner.name", "Programme.name"):
            if word := secret.ask(place):
                yield Request(with_query("/search/suggest/", q=word), secret)
                yield Request(with_query("/search/suggest/", q=word[:-3]), secret)


def filter_requests(world: World) -> Iterator[Request]:
    """Narrow lists down by what only a secret has."""
    for secret in sample(world, Page):
        for parameter in ("year", "edition_year"):
            query = {parameter: secret.year}
            yield Request(with_query("/press/", **query), secret)
        for parameter in ("partner", "programme"):
            query = {parameter: OF_SECRET[parameter](secret)}
            yield Request(with_query("/search/", q="plain", **query), secret)
            for page in world.base.values():
                if isinstance(page, EditionPage):
                    yield Request(with_query(page.url, **query), secret)


# Files --------------------------------------------------------------------------


def file_requests(world: World, start: str) -> Iterator[Request]:
    """Ask for every file that came with a secret, and for those used nowhere."""
    yield Request(f"{start}nothing/never.png", refuse=True)
    for secret in world.secrets:
        for path in secret.files:
            if path.startswith(start):
                yield Request(path, secret, refuse=True)
    for path in world.orphan_files:
        if path.startswith(start):
            yield Request(path, refuse=True)


def password_requests(world: World) -> Iterator[Request]:
    """Ask for the form behind which restricted pages lie."""
    for secret in sample(world, Page):
        yield Request(f"/_util/authenticate_with_password/1/{secret.pk}/", secret)


def share_requests(world: World) -> Iterator[Request]:
    """Ask with tokens that nobody gave out."""
    for secret in sample(world, Page):
        yield Request(f"/shared/{secret.pk:0>32}/", secret, refuse=True)
        yield Request(f"/shared/{secret.pk:A<32}/", secret, refuse=True)


def login_requests(world: World) -> Iterator[Request]:
    for secret in sample(world, Page):
        yield Request(with_query("/_util/login/", next=secret.path), secret)


def redirect_requests(world: World) -> Iterator[Request]:
    """Go by old addresses."""
    for secret in world.secrets:
        if secret.old_path:
            yield Request(f"{secret.old_path}/", secret, not secret.state.only_draft)


# Partner API --------------------------------------------------------------------


def secret_rows(world: World, name: str, model: Any) -> Iterator[tuple[Any, int, bool]]:
    """Yield the secret rows that an endpoint might show: secret, id, must refuse.

    Every page by `pages`, and one in each state by the other endpoints.
    """
    everything = name == "pages"
    for secret in world.secrets if everything else sample(world, model):
        refuse = not secret.state.only_draft
        if isinstance(secret.page, model):
            for pk in (secret.pk, *secret.alias_ids):
                yield secret, pk, refuse
        if model in secret.things:
            yield secret, secret.things[model], True
        if model is Redirect:
            yield secret, secret.redirect_id, refuse
    if model in world.orphans:
        yield None, world.orphans[model].pk, True


def sample(world: World, model: Any) -> list[Secret]:
    """Return a secret of each state that is, or came with, a row of `model`.

    What does not differ between page types is asked of one type for each state, a
    different one each time.
    """
    chosen = []
    for position, state in enumerate(world.states):
        fitting = [
            secret
            for secret in world.secrets
            if secret.state is state
            and (
                isinstance(secret.page, model)
                or model in secret.things
                or model is Redirect
            )
        ]
        if fitting:
            chosen.append(fitting[position % len(fitting)])
    return chosen


def detail_requests(world: World, name: str, viewset: Any) -> Iterator[Request]:
    for secret, pk, refuse in secret_rows(world, name, viewset.model):
        yield Request(f"{API}/{name}/{pk}/", secret, refuse)
    if name == "pages":
        for page in world.base.values():
            path = f"{API}/{name}/{page.pk}/"
            yield Request(with_query(path, fields="*"))
            for form in TEXT_FORMATS:
                yield Request(with_query(path, rich_text_format=form))


def find_requests(world: World, name: str, viewset: Any) -> Iterator[Request]:
    path = f"{API}/{name}/find/"
    for secret in sample(world, viewset.model):
        refuse = not secret.state.only_draft
        if isinstance(secret.page, viewset.model):
            yield Request(with_query(path, id=secret.pk), secret, refuse)
        if viewset.model is Redirect:
            yield Request(with_query(path, id=secret.redirect_id), secret, refuse)
            yield Request(with_query(path, html_path=secret.old_path), secret, refuse)
        if viewset.model in secret.things:
            pk = secret.things[viewset.model]
            yield Request(with_query(path, id=pk), secret, True)
    if name == "pages":
        for secret in world.secrets:
            for html_path in secret.paths:
                yield Request(with_query(path, html_path=html_path), secret, True)


def listing_requests(world: World, name: str, viewset: Any) -> Iterator[Request]:
    """Ask for all rows, and narrow them down to what is secret."""
    path = f"{API}/{name}/"
    is_page = issubclass(viewset.model, Page)
    for offset in range(0, 400 if name == "pages" else 200, 100):
        query = {"limit": 100, "fields": "*", "offset": offset}
        yield Request(with_query(path, **query))
    yield Request(with_query(path, order="-id", limit=100))
    if "locale" in viewset.known_query_parameters:
        yield Request(with_query(path, locale="en", limit=100))
    if name == "pages":
        yield from tree_requests(world, path)
    if facets := known_to(path, "facets=?"):
        yield Request(with_query(path, facets=",".join(facets), limit=1))
    few = slice(None, None, 1 if name == "pages" else 3)
    of_all_pages = known_parameters(f"{API}/pages/") if name != "pages" else set()
    for parameter in sorted(known_parameters(path) - of_all_pages):
        for secret, value in list(values_of(world, viewset, parameter))[few]:
            yield Request(with_query(path, **{parameter: value}), secret)
    start = "" if is_page else f"{viewset.model.__name__}."
    for secret in sample(world, viewset.model)[few]:
        for place in ("title", "name", "body.paragraph"):
            if word := secret.ask(f"{start}{place}"):
                yield Request(with_query(path, search=word), secret)


def tree_requests(world: World, path: str) -> Iterator[Request]:
    """Ask for what lies around the pages of the site and around those in secret."""
    for page in world.base.values():
        yield Request(with_query(path, type=page._meta.label, fields="*", limit=100))
        for parameter in TREE_PARAMETERS:
            yield Request(with_query(path, **{parameter: page.pk}, limit=100))
    for secret in sample(world, Page):
        for parameter in TREE_PARAMETERS:
            yield Request(with_query(path, **{parameter: secret.pk}), secret)


def known_to(path: str, query: str) -> list[str]:
    """Return what an endpoint says that it takes, when it is asked for nonsense."""
    message = Client().get(f"{path}?{query}").json().get("message", "")
    found = _LIST.findall(message)
    return found[-1].split(", ") if found else []


def known_parameters(path: str) -> set[str]:
    """Return the names by which a listing can be narrowed down."""
    return set(known_to(path, "no_such_parameter=1")) - LISTING_PARAMETERS


def values_of(
    world: World, viewset: Any, parameter: str
) -> Iterator[tuple[Secret, Any]]:
    """Yield what narrows a listing down to rows that are secret."""
    columns = {field.name: field for field in viewset.model._meta.get_fields()}
    field = columns.get(parameter)
    target = field.related_model if isinstance(field, ForeignKey) else None
    for secret in sample(world, target or viewset.model):
        if parameter in OF_SECRET:
            yield secret, OF_SECRET[parameter](secret)
        if target and isinstance(secret.page, target):
            yield secret, secret.pk
        elif target in secret.things:
            yield secret, secret.things[target]
        elif value := secret.columns.get(viewset.model, {}).get(parameter):
            yield secret, value


def slug_of(model_name: str) -> Callable[[Secret], str]:
    """Return what gives the slug of a snippet that only the secret page names."""
    return lambda secret: secret.texts.get(f"{model_name}.slug", "none").replace(
        " ", "-"
    )


#: What narrows listings down without being a column of theirs.
OF_SECRET: dict[str, Callable[[Secret], Any]] = {
    "modified_after": lambda secret: "2026-01-01",
    "published_after": lambda secret: "2026-01-01",
    "partner": slug_of("Partner"),
    "programme": slug_of("Programme"),
    "online": lambda secret: "false",
    "year": lambda secret: secret.year,
    "year_from": lambda secret: secret.year,
    "year_to": lambda secret: secret.year,
    "edition_year": lambda secret: secret.year,
    "from": lambda secret: f"{secret.year}-01-01",
    "to": lambda secret: f"{secret.year}-12-31",
}


def preview_requests(world: World) -> Iterator[Request]:
    """Ask for drafts with tokens that are none."""
    for secret in sample(world, Page):
        kind = type(secret.page)._meta.label_lower
        for token in (f"id={secret.pk}", f"id={secret.pk}:1abcde:signature"):
            url = with_query(f"{API}/page_preview/1/", content_type=kind, token=token)
            yield Request(url, secret, refuse=True)


def change_requests(world: World) -> Iterator[Request]:
    """Read the whole log, as a partner does who begins today."""
    path = f"{API}/changes/"
    after, has_more = 0, True
    while has_more:
        url = with_query(path, after=after, limit=100)
        yield Request(url)
        meta = Client().get(url).json()["meta"]
        after, has_more = meta["last_sequence"], meta["has_more"]


def unknown_requests(world: World) -> Iterator[Request]:
    yield Request("/api/")
    for secret in world.secrets[:3]:
        yield Request(f"/api/v2/{secret.path.strip('/')}/", secret, refuse=True)
        yield Request(f"/api/v3/pages/{secret.pk}/", secret, refuse=True)


def schema_requests(world: World) -> Iterator[Request]:
    yield Request(f"{API}/openapi.json")
    yield Request(f"{API}/docs/")


def offline_requests(world: World) -> Iterator[Request]:
    """Ask for what browsers need to keep pages; neither holds any content."""
    yield Request("/service-worker.js")
    yield Request("/offline/")
    yield Request("/ar/offline/")


def health_requests(world: World) -> Iterator[Request]:
    yield Request("/health/live")
    yield Request("/health/ready")


# All ----------------------------------------------------------------------------

#: What each endpoint shows of a public page. A new endpoint has to be listed.
ENDPOINTS: dict[str, tuple[str, ...]] = {
    "pages": ("title",),
    "editions": ("title",),
    "stories": ("title",),
    "press-releases": ("title",),
    "images": ("CustomImage.title",),
    "documents": ("CustomDocument.title",),
    "redirects": ("slug|year",),
    "partners": ("Partner.name",),
    "programmes": ("Programme.name",),
    "page_preview": (),
}
#: `find` leads to the address of a row, which holds its id. Only what it was asked for
#: by another name is told by that.
FIND_SHOWS = {"pages": ("id",)}
KINDS = {"listing": listing_requests, "detail": detail_requests, "find": find_requests}
ROUTES_OF_KIND = {"listing": "", "detail": "<int:pk>/", "find": "find/"}


def api_channels() -> Iterator[Channel]:
    """Yield three channels for each endpoint of the router that the suite knows."""
    for name, viewset in api_router._endpoints.items():
        if name not in ENDPOINTS or name == "page_preview":
            continue
        for kind, requests in KINDS.items():
            yield Channel(
                f"api {name} {kind}",
                (f"api/v2/^{name}/{ROUTES_OF_KIND[kind]}",),
                partial(requests, name=name, viewset=viewset),
                ENDPOINTS[name] if kind != "find" else FIND_SHOWS.get(name, ()),
            )


CHANNELS = [
    Channel(
        "pages", ("^((?:[\\w\\-]+/)*)$",), page_requests, ("title", "introduction")
    ),
    Channel(
        "embed cards",
        (),
        embed_requests,
        ("title", "introduction", "CustomImage.credit"),
    ),
    Channel(
        "forms of pages",
        (FORM_PATTERN,),
        form_requests,
        ("title", "introduction", "CustomImage.credit", "CustomDocument.file.inside"),
    ),
    Channel(
        "files for robots",
        (
            "sitemap.xml",
            "sitemap-<int:number>.xml",
            "robots.txt",
            ".well-known/security.txt",
        ),
        well_known_requests,
        ("slug|year",),
    ),
    Channel("oembed", ("oembed/",), oembed_requests, ("title",)),
    Channel("search", ("search/",), search_requests, ("title",)),
    Channel("suggestions", ("search/suggest/",), suggestion_requests, ("title",)),
    Channel("filters", (), filter_requests),
    Channel(
        "media",
        ("media/<path:path>",),
        partial(file_requests, start="/media/"),
        ("answered",),
    ),
    Channel(
        "documents",
        ("documents/<int:key>/<str:name>",),
        partial(file_requests, start="/documents/"),
        ("CustomDocument.file.inside",),
    ),
    Channel("old addresses", (), redirect_requests, ("slug|year",)),
    Channel(
        "password forms",
        (
            "_util/authenticate_with_password/<int:page_view_restriction_id>/"
            "<int:page_id>/",
        ),
        password_requests,
    ),
    Channel(
        "share links",
        ("shared/^(?P<token>[A-Za-z0-9_-]{32})/$",),
        share_requests,
    ),
    Channel("login form", ("_util/login/",), login_requests),
    Channel("reading offline", ("service-worker.js", "offline/"), offline_requests),
    Channel("health", ("health/live", "health/ready"), health_requests),
    *api_channels(),
    Channel("api page_preview", ("api/v2/^page_preview/1/",), preview_requests),
    Channel(
        "api changes",
        ("api/v2/changes/",),
        change_requests,
        ("slug|year",),
    ),
    Channel("api schema", ("api/v2/openapi.json", "api/v2/docs/"), schema_requests),
    Channel("api unknown", ("api/^(?P<path>[\\s\\S]*)$",), unknown_requests),
]
