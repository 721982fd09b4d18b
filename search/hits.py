"""What visitors search for, for Wagtail's report “Search terms”.

Nothing is known of who asked. A search is counted in the memory of the process, and
written once a minute after an answer has been sent: no visitor waits for it. Since most
repeated searches are answered from the response cache and never come here, a number
tells which words are searched for, not how often.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from wagtail.contrib.search_promotions.models import Query, QueryDailyHits


if TYPE_CHECKING:
    from collections.abc import Sequence

logger = logging.getLogger(__name__)

#: Queries that wait in memory, and those that are stored for one day: whoever asks for
#: nonsense all day long fills neither.
MOST_WAITING, MOST_IN_A_DAY = 100, 1000
LONGEST_COUNTED, MOST_WORDS = 60, 6
KEPT = timedelta(days=90)
#: What may be somebody's address or number: it is not written down.
PERSONAL = re.compile(r"@|\d{5}|\d[\d\s().-]{6,}\d")

_waiting: Counter[str] = Counter()
_lock = Lock()


def count_search(query: str, words: Sequence[str]) -> None:
    """Count a search for folded words, unless it may name a person's address."""
    text = " ".join(words)
    if not 1 <= len(words) <= MOST_WORDS or len(text) > LONGEST_COUNTED:
        return
    if PERSONAL.search(query):
        return
    with _lock:
        if text in _waiting or len(_waiting) < MOST_WAITING:
            _waiting[text] += 1


def write_hits() -> None:
    """Write what was counted since the last time. What fails is logged and dropped."""
    with _lock:
        counts = dict(_waiting)
        _waiting.clear()
    if not counts:
        return
    try:
        _write(counts)
    except DatabaseError:
        logger.exception("The searches of the last minute could not be written.")


@transaction.atomic
def _write(counts: dict[str, int]) -> None:
    today = timezone.localdate()
    of_today = QueryDailyHits.objects.filter(date=today)
    left = MOST_IN_A_DAY - of_today.count()
    known = {
        row.query_string: row for row in Query.objects.filter(query_string__in=counts)
    }
    counted = set(
        of_today.filter(query__in=known.values()).values_list("query_id", flat=True)
    )
    for text, number in counts.items():
        query = known.get(text)
        if query and query.pk in counted:
            of_today.filter(query=query).update(hits=F("hits") + number)
        elif left > 0:
            query = query or Query.objects.get_or_create(query_string=text)[0]
            row, is_new = QueryDailyHits.objects.get_or_create(
                query=query, date=today, defaults={"hits": number}
            )
            if not is_new:
                QueryDailyHits.objects.filter(pk=row.pk).update(hits=F("hits") + number)
            left -= 1
    _forget_old()


def _forget_old() -> None:
    old = QueryDailyHits.objects.filter(date__lt=timezone.localdate() - KEPT)
    if old.delete()[0]:
        Query.garbage_collect()
