"""Which pictures, documents and snippets the public can see: those that a page shows.

Wagtail's reference index knows what every page and snippet names, in fields, bodies,
rich text and inline rows alike. It follows what is published, not drafts.

The condition is written out like the rule that it holds (`cms.core.public_rule`): every
picture is asked for it, and built from Django's subqueries it takes nine milliseconds.
"""
# Only names of tables and columns, and keys of content types, are put into the text.
# ruff: noqa: S608

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, F, Func, Value
from django.utils import timezone

from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from cms.core.models import SiteSettings
from cms.core.public_rule import PAGE, Moment, Sql, columns_of, public_sql
from cms.core.querysets import without_private_files


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Model, QuerySet
    from django.db.models.sql.compiler import SQLCompiler


__all__ = ["in_use", "without_private_files"]

REFERENCE = ReferenceIndex._meta.db_table


def in_use(rows: QuerySet, now: Moment | None = None) -> QuerySet:
    """Return those of `rows` that a public page shows.

    Args:
        rows: Pictures, documents or snippets. A page may name them itself, or name a
            snippet that does (a partner's logo, a person's portrait); what the site's
            settings name stands on every page.
        now: The moment, if it is another one; a query that is prepared gives `NOW`.

    Costs no query of its own. For each row the database follows the references to it
    by their index, so that one file of a large site is found as fast as on a small one.
    """
    return rows.filter(InUse(rows.model, now or timezone.now()))


class InUse(Func):
    """Says of each row of a query whether a public page shows it."""

    output_field = BooleanField()

    def __init__(self, model: type[Model], moment: Moment) -> None:
        time = Value(moment) if isinstance(moment, datetime) else moment
        super().__init__(F("pk"), time)
        self.model = model

    def as_sql(  # type: ignore[override] # no use for the template of `Func`
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **extra_context: Any,
    ) -> Sql:
        (key, _no_parameters), moment = map(compiler.compile, self.source_expressions)
        public, parameters = public_sql(columns_of("page"), moment)
        on_a_page = (
            f"{_stands_in('named', [Page])} AND EXISTS (SELECT 1 FROM {PAGE} page"
            f" WHERE page.id = CAST(named.object_id AS BIGINT) AND {public})"
        )
        in_a_snippet = (
            f"{_stands_in('named', get_snippet_models())} AND EXISTS ("
            f"SELECT 1 FROM {REFERENCE} snippet JOIN {PAGE} page"
            " ON page.id = CAST(snippet.object_id AS BIGINT)"
            " WHERE snippet.to_content_type_id = named.base_content_type_id"
            " AND snippet.to_object_id = named.object_id"
            f" AND {_stands_in('snippet', [Page])} AND {public})"
        )
        return (
            f"EXISTS (SELECT 1 FROM {REFERENCE} named"
            f" WHERE named.to_content_type_id = {_type(self.model)}"
            f" AND named.to_object_id = CAST({key} AS VARCHAR(255))"
            f" AND ({_stands_in('named', [SiteSettings])}"
            f" OR ({on_a_page}) OR ({in_a_snippet})))",
            parameters * 2,
        )


def _stands_in(reference: str, models: Iterable[type[Model]]) -> str:
    """Return the condition that a reference stands in a row of one of `models`.

    The sum keeps SQLite from the index on what refers, which leads to all references
    of all pages; the one on what is referred to leads to a few.
    """
    types = ", ".join(str(_type(model)) for model in models)
    return f"{reference}.base_content_type_id + 0 IN ({types})"


def _type(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk
