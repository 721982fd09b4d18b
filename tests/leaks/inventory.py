"""What there is: routes, endpoints, page types, blocks, snippets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import get_resolver
from django.urls.resolvers import RoutePattern, URLResolver

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models


class Route(NamedTuple):
    """One address pattern.

    Args:
        pattern: As `ResolverMatch.route` writes it, without the language.
        name: With its namespaces.
        parameters: The names of what varies in it.
    """

    pattern: str
    name: str
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """Return all address patterns of the site."""
    return list(_walk(get_resolver(), "", "", ()))


def _walk(
    resolver: Any, prefix: str, namespace: str, parameters: tuple[str, ...]
) -> Iterator[Route]:
    for item in resolver.url_patterns:
        pattern = item.pattern
        names = tuple(
            pattern.converters
            if isinstance(pattern, RoutePattern)
            else getattr(pattern.regex, "groupindex", {})
        )
        here = prefix + str(pattern)
        if isinstance(item, URLResolver):
            inner = f"{namespace}{item.namespace}:" if item.namespace else namespace
            yield from _walk(item, here, inner, parameters + names)
        else:
            yield Route(here, f"{namespace}{item.name}", parameters + names)


def admin_routes() -> list[Route]:
    return [route for route in routes() if route.pattern.startswith("admin/")]


def public_routes() -> list[Route]:
    return [route for route in routes() if not route.pattern.startswith("admin/")]


def page_types() -> set[str]:
    return {model._meta.label for model in get_page_models() if model is not Page}


def block_types(block: blocks.Block) -> Iterator[str]:
    """Yield the names of a block's class and of those inside of it."""
    yield type(block).__name__
    children = list(getattr(block, "child_blocks", {}).values())
    if isinstance(block, blocks.ListBlock):
        children.append(block.child_block)
    for child in children:
        yield from block_types(child)


def body_blocks() -> set[str]:
    """Return the names of all blocks that a page may be made of."""
    return {
        name
        for model in get_page_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for child in field.stream_block.child_blocks.values()
        for name in block_types(child)
    }
