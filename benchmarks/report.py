"""Turns a result into tables: the whole of it, and the part that the README shows."""

from __future__ import annotations

from typing import Any

from benchmarks.rows import (
    FRONT_SHARE,
    GROWTH,
    PUBLISHING_GROWTH,
    REPEATED_304,
    ROWS,
    SEARCH_GROWTH,
)


NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
DASH = "–"
WAITING = "What eight readers of the list page wait for Varnish while it is renewed:"
WAITS = {"age": "by age, each second", "change": "by a release published meanwhile"}
Figures = dict[tuple[str, str], dict[str, Any]]


def markdown(result: dict[str, Any]) -> str:
    """Return the whole result as Markdown."""
    machine = [f"- {name}: {value}" for name, value in result["machine"].items()]
    parts = [
        f"# Measured on {result['at'][:10]}",
        f"{result['pages']} press releases; medians of {result['rounds']} rounds of "
        f"{result['seconds']} s for each question, in turns; the whole run took "
        f"{result['minutes']} minutes.",
        "\n".join(machine),
    ]
    for vendor, name in NAMES.items():
        if vendor in result:
            parts += [f"## {name}", summary(result[vendor]), _details(result[vendor])]
    for vendor in NAMES:
        if fronts := result.get(vendor, {}).get("fronts"):
            parts += ["## A cache in front of the site", _fronts(fronts)]
    if "growth" in result:
        parts += ["## With the size of the site", growth(result["growth"])]
    return "\n\n".join(parts) + "\n"


def for_readme(result: dict[str, Any]) -> str:
    """Return the tables that stand in the project's README."""
    parts = []
    for vendor, name in NAMES.items():
        if vendor in result:
            parts += [f"{result['pages']:,} press releases on {name}:"]
            parts += [summary(result[vendor])]
    return "\n\n".join(parts)


def summary(measured: dict[str, Any]) -> str:
    """Return processor time, and what it is of the stock site's."""
    figures = _figures(measured)
    lines = []
    for row in ROWS:
        stock = figures.get((row.key, "stock"))
        cells = [
            row.label,
            _seconds(stock),
            _share(figures.get((row.key, "cold")), stock, row.cold),
            _share(figures.get((row.key, "repeated")), stock, row.repeated),
            _share(figures.get((f"{row.key}_304", "repeated")), stock, REPEATED_304),
        ]
        lines.append(cells)
    head = ["", "stock Wagtail", "this site, no cache", "repeated", "unchanged (304)"]
    return table(head, lines)


def growth(found: dict[str, Any]) -> str:
    """Return how the cost grows from the smallest site to the largest."""
    labels = {row.key: row.label for row in ROWS}
    costs: dict[tuple[str, str], dict[int, float]] = {}
    for one in found["rows"]:
        key = (labels[one["row"]], one["variant"])
        costs.setdefault(key, {})[one["size"]] = one["cpu_seconds_per_1000"]
    for one in found.get("anew", []):
        key = (f"{labels[one['row']]}: first after a change", "ours")
        costs.setdefault(key, {})[one["size"]] = one["milliseconds"]
    for one in found["publishing"]:
        key = (f"publishing a page: {one['kind']} (ms)", one["site"])
        costs.setdefault(key, {})[one["size"]] = one["milliseconds"]
    sizes = sorted({size for by_size in costs.values() for size in by_size})
    lines = []
    for (label, variant), by_size in costs.items():
        if len(by_size) < len(sizes):  # one of them failed
            continue
        times = by_size[sizes[-1]] / by_size[sizes[0]]
        most = None if variant == "stock" else _most_growth(label)
        lines.append(
            [
                label,
                "stock" if variant == "stock" else "this site",
                *(f"{by_size[size]:.1f}" for size in sizes),
                f"× {times:.2f}" + _verdict(times, most),
            ]
        )
    return table(["CPU s per 1,000", "", *(f"{n:,}" for n in sizes), "growth"], lines)


def _most_growth(label: str) -> float | None:
    if label.endswith("first after a change"):
        return None
    if label.startswith("publishing"):
        return PUBLISHING_GROWTH
    return SEARCH_GROWTH if "search" in label else GROWTH


def _details(measured: dict[str, Any]) -> str:
    queries = {
        (one["row"], one["variant"]): one["queries"] for one in measured["queries"]
    }
    lines = []
    for one in measured["rows"]:
        lines.append(
            [
                one["row"],
                one["variant"],
                f"{one['cpu_seconds_per_1000']:.3f}",
                f"{one['requests_per_second']:.0f}",
                *(f"{one[f'p{part}_ms']:.1f}" for part in (50, 95, 99)),
                f"{one['bytes']:,}",
                str(queries.get((one["row"], one["variant"]), DASH)),
            ]
        )
    head = ["row", "variant", "CPU s per 1,000", "requests/s"]
    head += ["50 % (ms)", "95 %", "99 %", "bytes", "SQL queries"]
    return table(head, lines)


def _fronts(measured: dict[str, Any]) -> str:
    found, lines = measured["throughput"], []
    files = {
        one["row"]: one["requests_per_second"]
        for one in found
        if one["front"] == "files"
    }
    for one in found:
        share = one["requests_per_second"] / files[one["row"]]
        least = FRONT_SHARE if one["front"] != "files" else None
        met = "" if least is None else (" ✓" if share >= least else " ✗")
        lines.append(
            [
                one["row"],
                one["front"],
                f"{one['requests_per_second']:,.0f}",
                f"{share:.2f}{met}",
                f"{one['p99_ms']:.2f}",
            ]
        )
    head = ["row", "front", "requests/s", "of nginx's files", "99 % (ms)"]
    waits = [
        f"- {WAITS[one['renewed']]}: {one['p50']:.1f} ms for half of {one['requests']:,} "
        f"requests, {one['p99']:.1f} ms for 99 %, {one['p100']:.0f} ms at the longest"
        for one in measured["waits"]
    ]
    return "\n".join([table(head, lines), "", WAITING, "", *waits])


def table(head: list[str], lines: list[list[str]]) -> str:
    """Return a table in Markdown; all columns but the first stand to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, rule, *lines])


def _figures(measured: dict[str, Any]) -> Figures:
    return {(one["row"], one["variant"]): one for one in measured["rows"]}


def _seconds(one: dict[str, Any] | None) -> str:
    return f"{one['cpu_seconds_per_1000']:.1f} s" if one else DASH


def _share(
    one: dict[str, Any] | None, stock: dict[str, Any] | None, most: float | None
) -> str:
    """Return a time, what it is of the stock site's, and whether that is as promised."""
    if one is None:
        return DASH
    own = one["cpu_seconds_per_1000"]
    text = f"{own:.2g} s" if own < 10 else f"{own:.1f} s"
    if stock is None:
        return text
    share = own / stock["cpu_seconds_per_1000"]
    return f"{text}: {share:.3f}{_verdict(share, most)}"


def _verdict(share: float, most: float | None) -> str:
    if most is None:
        return ""
    return " ✓" if share <= most else f" ✗ (> {most:g})"
