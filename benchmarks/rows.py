"""What is asked of the sites, and how much of the stock site's time it may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


#: Parameters stand in the order into which Varnish brings them.
RELEASES = "type=press.PressReleasePage"
#: A word that stands in so many releases and nowhere else.
RARE_WORD, MATCHES = "lanternfish", 50


@dataclass(frozen=True)
class Row:
    """One address.

    Attributes:
        key: Its name in the results.
        label: Its name in tables.
        path: With names in braces, which `addresses.find_addresses` fills in.
        cold: The most that it may cost of the stock site's time without our cache;
            None where nothing is promised or the stock site has no such page.
        repeated: The same for an answer from our cache.
        is_compared: Whether the stock site has it, too.
        has_304: Whether it is also measured with the `ETag` of the last answer.
    """

    key: str
    label: str
    path: str
    cold: float | None = None
    repeated: float | None = None
    is_compared: bool = True
    has_304: bool = False

    def address(self, found: Mapping[str, str]) -> str:
        return self.path.format_map(found)


ROWS = [
    Row(
        "api_list",
        "API list of 20, all fields",
        f"/api/v2/pages/?fields=*&limit=20&{RELEASES}",
        cold=0.35,
        repeated=0.01,
        has_304=True,
    ),
    Row("api_detail", "API detail", "/api/v2/pages/{id}/", 0.6, 0.03, has_304=True),
    Row(
        "api_search",
        "API search, 50 matches",
        f"/api/v2/pages/?limit=20&search={RARE_WORD}&{RELEASES}",
        cold=0.3,
        repeated=0.01,
        has_304=True,
    ),
    Row("release", "press release page", "{release}", 1.0, 0.04, has_304=True),
    Row("list", "list page", "/press/", 0.8, 0.03, has_304=True),
    Row("home", "home page", "/"),
    Row("picture", "picture", "{picture}", is_compared=False),
    Row("story", "story page", "{story}", is_compared=False),
    Row("edition", "edition page", "{edition}", is_compared=False),
    Row(
        "api_facets",
        "API list of 100 stories, all fields, with counts",
        "/api/v2/stories/?facets=edition_year,event_format,programme,partner"
        "&fields=*&limit=100",
        is_compared=False,
    ),
]
#: What a 304 may cost of the time that the stock site takes for its page.
REPEATED_304 = 0.03
#: How much longer an answer may take at the largest size than at the smallest.
GROWTH, SEARCH_GROWTH, PUBLISHING_GROWTH = 1.3, 3.0, 1.5
#: The least share of nginx's requests per second that a front cache must reach.
FRONT_SHARE = 0.8
