"""A site in which every page type is there in every state, and all lead to all.

It is built open: what can have been public is public. `close` then hides everything.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, models
from django.db.models.signals import post_save
from django.test import TestCase

from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    GroupPagePermission,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    get_page_models,
)
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.snippets.models import get_snippet_models

import time_machine
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler

from cms.core.urls import page_url
from home.models import HomePage
from tests.leaks.canaries import (
    FIRST_EDITION,
    FIRST_ID,
    FIRST_YEAR,
    Canaries,
    asked_for,
)
from tests.leaks.filler import Filler, editable_fields, tag_fields
from tests.leaks.states import JOB_EXPIRY, STATES, State, restrict


OPEN_AT = datetime.datetime(2026, 5, 4, 9, tzinfo=datetime.UTC)
HIDDEN_AT = OPEN_AT + datetime.timedelta(minutes=5)
JOB_AT = OPEN_AT + JOB_EXPIRY + datetime.timedelta(minutes=1)
CLOSED_AT = OPEN_AT + datetime.timedelta(hours=1)
PUBLIC_DAY = datetime.date(2022, 6, 20)
PUBLIC_WORDS = "plain words"
NEVER = "nothing-was-ever-here"


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """Build the search and reference indexes once, instead of at each save."""
    indexed = list(get_indexed_models())
    for model in indexed:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
        call_command("rebuild_references_index", verbosity=0)
        call_command("update_index", verbosity=0, stdout=io.StringIO())
        with connection.cursor() as cursor:  # no daemon sees what is not committed
            cursor.execute("ANALYZE")
    finally:
        for model in indexed:
            post_save.connect(post_save_signal_handler, sender=model)


PAGE_TYPES = [model for model in get_page_models() if model is not Page]


@dataclass
class Secret:
    """A page that nobody may learn of, and what came with it."""

    state: State
    page: Page
    #: Where visitors looked for it, and where its aliases stand.
    path: str = ""
    paths: list[str] = field(default_factory=list)
    alias_paths: list[str] = field(default_factory=list)
    alias_ids: list[int] = field(default_factory=list)
    #: Text by the field of the page that it stands in.
    texts: dict[str, str] = field(default_factory=dict)
    #: Ids of pictures, documents and snippets that only this page names.
    things: dict[type[models.Model], int] = field(default_factory=dict)
    #: What columns hold, by model and column: in the page and in those things.
    columns: dict[type[models.Model], dict[str, Any]] = field(default_factory=dict)
    #: Addresses of files.
    files: list[str] = field(default_factory=list)
    #: A redirect to the page, and where it starts.
    redirect_id: int = 0
    old_path: str = ""
    pk: int = 0
    #: A year ahead that only pages of its state name.
    year: int = 0
    #: Whether it stands for its state where one page is enough.
    is_sample: bool = False

    def ask(self, place: str) -> str:
        """Return the word of a text that may be asked for; empty if there is none."""
        return asked_for(self.texts[place]) if place in self.texts else ""

    @property
    def name(self) -> str:
        return f"{self.state.name}/{type(self.page).__name__}"


def columns_of(row: models.Model, model: type[models.Model]) -> dict[str, Any]:
    """Return what stands in the columns of a row, and its tags."""
    values = {f.name: f.value_from_object(row) for f in model._meta.concrete_fields}
    for each in tag_fields(model):
        values[each.name] = ",".join(getattr(row, each.name).names())
    return values


class World:
    """The site, with what is secret in it."""

    def __init__(
        self,
        states: Iterable[str] = STATES,
        page_types: Iterable[type[Page]] = PAGE_TYPES,
    ) -> None:
        self.states = [STATES[name] for name in states]
        self.page_types = list(page_types)
        self.canaries = Canaries()
        self.is_open = True
        self.secrets: list[Secret] = []
        self.orphans: dict[type[models.Model], Any] = {}
        self.base: dict[type[Page], Page] = {}
        self.sections: dict[str, Page] = {}
        self._public_things: dict[type[models.Model], Any] = {}
        # The gaps are for ids that the database gives to public rows after these.
        self._ids = count(FIRST_ID, 1000)
        self._edition_years = count(FIRST_EDITION)
        self._public_years = count(1998)
        self._numbers = count(1)

    # Building -----------------------------------------------------------------

    def build(self) -> None:
        """Make everything; what can have been public is public now."""
        cache.clear()
        with (
            time_machine.travel(OPEN_AT, tick=True),
            TestCase.captureOnCommitCallbacks(execute=True),
            indexed_at_the_end(),
        ):
            self._build_base()
            for state in self.states:
                self._build_state(state)
            self._build_orphans()
            self._build_accounts()
            self._point_to_secrets()
            self._fill_settings()

    def _build_base(self) -> None:
        self.site = Site.objects.get(is_default_site=True)
        self.home = HomePage.objects.get()
        self.base[HomePage] = self.home
        waiting = [model for model in PAGE_TYPES if model is not HomePage]
        while waiting:
            ready = [m for m in waiting if self._parent_of(m, self.base)]
            assert ready, f"The suite finds no place in the tree for {waiting}."
            for model in ready:
                page = self._bare_page(model)
                self.base[model] = self._parent_of(model, self.base).add_child(
                    instance=page
                )
                waiting.remove(model)
        arabic = Locale.objects.get(language_code="ar")
        self.arabic = self.home.copy_for_translation(arabic)
        self.arabic.title = "عربي"
        self.arabic.save_revision().publish()
        self.aliases = self._section("aliases")
        self.own_section = self._section("own")
        self.restricted = self._section("restricted")
        restrict(self.restricted, PageViewRestriction.PASSWORD)
        for state in self.states:
            if state.has_section:
                self.sections[state.name] = self._section(f"section-{state.name}")

    def _parent_of(
        self, model: type[Page], pages: dict[type[Page], Page]
    ) -> Page | None:
        """Return the page below which pages of this type stand."""
        allowed = model.clean_parent_page_models()
        if model is HomePage:  # a second one would be outside of the site
            allowed = [HomePage]
        found = (pages[parent] for parent in allowed if parent in pages)
        page = next(found, None)
        if page:
            page.refresh_from_db()
        return page

    def _bare_page(self, model: type[Page], **fields: Any) -> Page:
        """Return a new public page with nothing but what it needs."""
        number = next(self._numbers)
        page = model(
            **{"title": f"Plain {number}", "slug": f"plain-{number}", **fields}
        )
        if hasattr(page, "year"):
            page.year = next(self._public_years)
            page.slug = str(page.year)
        return page

    def _section(self, slug: str) -> Page:
        model = next(m for m in PAGE_TYPES if m.__name__ == "StandardPage")
        self.home.refresh_from_db()
        return self.home.add_child(instance=model(title=slug.title(), slug=slug))

    # Secrets ------------------------------------------------------------------

    def _build_state(self, state: State) -> None:
        section = self.sections.get(state.name)
        parents = {HomePage: section} if section else self.base
        for model in self._parents_first(self.page_types):
            parent = self._parent_of(model, parents) or section
            parent.refresh_from_db()
            secret = self._build_secret(state, model, parent)
            self.secrets.append(secret)
            if section and model is not HomePage:
                parents[model] = secret.page

    def _parents_first(self, page_types: Iterable[type[Page]]) -> list[type[Page]]:
        order = list(self.base)
        return sorted(page_types, key=order.index)

    def _build_secret(self, state: State, model: type[Page], parent: Page) -> Secret:
        owner = f"{state.name}/{model.__name__}"
        texts: dict[str, str] = {}

        def say(place: str) -> str:
            texts[place] = self.canaries.text(owner, place)
            return texts[place]

        year = FIRST_YEAR + list(STATES).index(state.name)
        self.canaries.number(state.name, "date", year)
        filler = Filler(
            say,
            [self.home],
            datetime.date(year, 6, 20),
            lambda: self.canaries.number(owner, "id", next(self._ids)),
        )
        if state.only_draft:
            page = self._bare_page(model)
            parent.add_child(instance=page)
            page.save_revision().publish()
            page = page.specific_class.objects.get(pk=page.pk)
        else:
            page = model(pk=filler.new_id(), live=state.was_public)
        filler.fill(page)
        self._adjust(page, owner, texts)
        if not state.only_draft:
            parent.add_child(instance=page)
        filler.tag(page, "")
        secret = Secret(state, page, texts=texts, pk=page.pk, year=year)
        for row in (page, *filler.made.values()):
            for kind in (type(row), Page)[: 1 + isinstance(row, Page)]:
                secret.columns[kind] = columns_of(row, kind)
        secret.path = self._path_of(parent, page)
        secret.paths = [secret.path]
        state.born(page)
        page.refresh_from_db()
        secret.things = {kind: thing.pk for kind, thing in filler.made.items()}
        secret.files = self._files_of(filler.made)
        secret.is_sample = self._is_sample(state, model)
        if secret.is_sample:
            self._build_alias(secret)
            self._build_translation(secret)
        secret.old_path = f"/old-{next(self._numbers)}"
        secret.redirect_id = Redirect.objects.create(
            old_path=secret.old_path, redirect_page=page
        ).pk
        return secret

    def _is_sample(self, state: State, model: type[Page]) -> bool:
        """Say whether a page stands for its state: a different type in each."""
        position = self.states.index(state) % len(self.page_types)
        return self.page_types[position] is model

    def _adjust(self, page: Page, owner: str, texts: dict[str, str]) -> None:
        """Give an edition a year of its own, with its days in that year."""
        if hasattr(page, "year"):
            page.year = next(self._edition_years)
            self.canaries.forget(texts.pop("slug"))
            page.slug = str(page.year)
            page.start_date = page.end_date = datetime.date(page.year, 6, 20)
            self.canaries.number(owner, "year", page.year)

    def _path_of(self, parent: Page, page: Page) -> str:
        return f"{page_url(parent)}{page.slug}/"

    def _files_of(self, made: dict[type[models.Model], Any]) -> list[str]:
        """Return the addresses of all files of what was made."""
        addresses = []
        for thing in made.values():
            if isinstance(thing, get_image_model()):
                renditions = thing.renditions.order_by("pk")
                addresses += [thing.file.url, renditions[0].url]
            if isinstance(thing, get_document_model()):
                addresses += [thing.url, f"/media/{thing.file.name}"]
        return addresses

    def _build_alias(self, secret: Secret) -> None:
        if secret.state.name == "deleted":
            return  # Wagtail makes an alias of a deleted page a page of its own
        # There is one edition a year in each language.
        parent = self.arabic if hasattr(secret.page, "year") else self.aliases
        parent.refresh_from_db()
        alias = secret.page.create_alias(
            parent=parent,
            update_slug=f"alias-{secret.page.slug}",
            update_locale=parent.locale,
        )
        secret.alias_ids.append(alias.pk)
        secret.alias_paths.append(self._path_of(parent, alias))

    def _build_translation(self, secret: Secret) -> None:
        """Make a public translation, which must not lead to its original."""
        self.arabic.refresh_from_db()
        page = self._bare_page(
            type(secret.page),
            locale=self.arabic.locale,
            translation_key=secret.page.translation_key,
        )
        self.arabic.add_child(instance=page)

    def _build_orphans(self) -> None:
        """Make a thing of each kind that no page names, and a private document."""
        filler = Filler(
            partial(self.canaries.text, "orphan"),
            [self.home],
            PUBLIC_DAY,
            lambda: self.canaries.number("orphan", "id", next(self._ids)),
        )
        kinds = [get_image_model(), get_document_model(), *get_snippet_models()]
        for model in kinds:
            filler.make(model)
        self.orphans = filler.made
        self.orphan_files = self._files_of(filler.made)

    def _build_accounts(self) -> None:
        """Make an account that may only log in, and one for a section of the site."""
        access = Permission.objects.get(codename="access_admin")
        users = get_user_model().objects
        self.visitor = users.create_user("leaks-visitor")
        self.visitor.user_permissions.add(access)
        self.editor = users.create_user("leaks-editor")
        group = Group.objects.create(name="Editors of one section")
        group.permissions.add(access)
        for codename in ("add_page", "change_page"):
            GroupPagePermission.objects.create(
                group=group,
                page=self.own_section,
                permission=Permission.objects.get(
                    codename=codename, content_type__app_label="wagtailcore"
                ),
            )
        self.editor.groups.add(group)

    # What leads to secrets ----------------------------------------------------

    def _filler_for(self, secrets: Iterable[Secret]) -> Filler:
        """Return what points to these pages and to their aliases."""
        secrets = list(secrets)
        aliases = [pk for secret in secrets for pk in secret.alias_ids]
        targets = [secret.page for secret in secrets]
        targets += Page.objects.filter(pk__in=aliases).specific()
        filler = Filler(lambda place: PUBLIC_WORDS, targets, PUBLIC_DAY)
        filler.made = self._public_things
        return filler

    def _point_to_secrets(self) -> None:
        """Let the pages of the site point to all secrets, in every way there is."""
        pages = list(self.base.values())
        for position, page in enumerate(pages):
            page.refresh_from_db()
            kept = {
                name: getattr(page, name, None) for name in ("title", "slug", "year")
            }
            self._filler_for(self.secrets[position :: len(pages)]).fill(page)
            for name, value in kept.items():
                setattr(page, name, value)
            if page.year:
                page.start_date = page.end_date = datetime.date(page.year, 6, 20)
            page.save_revision().publish()
        self._point_from_fields()

    def _point_from_fields(self) -> None:
        """Make a page for each secret that a field of a page type can hold."""
        for model in PAGE_TYPES:
            for each in editable_fields(model):
                target = isinstance(each, models.ForeignKey) and each.related_model
                if not (target and issubclass(target, Page)):
                    continue
                for secret in self.secrets:
                    if isinstance(secret.page, target):
                        page = self._bare_page(model, **{each.name: secret.page})
                        self._parent_of(model, self.base).add_child(instance=page)

    def _fill_settings(self) -> None:
        """Let the menu, the footer and all else that stands on each page do so too."""
        filler = self._filler_for(self.secrets)
        for model in settings_registry:
            filler.fill(model.for_site(self.site)).save()

    # Closing ------------------------------------------------------------------

    def close(self) -> None:
        """Hide everything that is to be secret, as it happens in an editor's day."""
        self.is_open = False
        with TestCase.captureOnCommitCallbacks(execute=True):
            for state in self.states:
                moment = JOB_AT if state.name == "expired_by_job" else HIDDEN_AT
                secrets = [s for s in self.secrets if s.state is state]
                with time_machine.travel(moment, tick=True):
                    state.hide(self, secrets)
        for secret in self.secrets:
            if secret.state.name == "moved":
                secret.paths.append(f"{page_url(self.restricted)}{secret.page.slug}/")

    def delete_secrets(self) -> None:
        """Delete all secret pages that are left, with what came with them."""
        hidden = [
            pk
            for secret in self.secrets
            if not secret.state.only_draft
            for pk in (secret.pk, *secret.alias_ids)
        ]
        with TestCase.captureOnCommitCallbacks(execute=True):
            for page in Page.objects.filter(pk__in=hidden).order_by("-depth"):
                page.delete()

    @contextmanager
    def narrowed(self) -> Iterator[None]:
        """Leave one secret for each state until the block ends."""
        everything = self.secrets
        self.secrets = [secret for secret in everything if secret.is_sample]
        yield
        self.secrets = everything

    def refuses(self, secret: Secret) -> str:
        """Return an address beside a secret page, at which nothing ever was."""
        above, _slash, _name = secret.path.rstrip("/").rpartition("/")
        return f"{above}/{NEVER}/"
