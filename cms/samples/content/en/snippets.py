"""Organisations, people, places and contacts, each under the key that pages use.

Addresses of websites, streets and coordinates stay empty: our sources give none.
"""

from __future__ import annotations

from cms.samples.notation import Fields


def _named(name: str, slug: str) -> Fields:
    return {"name": name, "slug": slug}


PARTNERS: dict[str, Fields] = {
    slug: _named(name, slug)
    for slug, name in {
        "action-for-sama": "Action for Sama",
        "asia-house": "Asia House",
        "bristol-refugee-festival": "Bristol Refugee Festival",
        "fragomen": "Fragomen",
        "freedom-from-torture": "Freedom from Torture",
        "guildhall-school": "Guildhall School of Music and Drama",
        "i-speak-music": "I Speak Music",
        "improbable": "Improbable",
        "mayor-of-bristol": "Mayor of Bristol",
        "museum-of-home": "Museum of Home",
        "royal-opera-house": "Royal Opera House",
        "talent-beyond-boundaries": "Talent Beyond Boundaries",
        "together-productions": "Together Productions",
        "ulster-university": "Ulster University",
        "union-chapel": "Union Chapel",
    }.items()
}

PEOPLE: dict[str, Fields] = {
    "ahmad-al-rashid": {"name": "Ahmad Al-Rashid", "role": "IOM UK"},
    "ben-gregor": {"name": "Ben Gregor", "role": "Director, producer and writer"},
    "hamza-al-kateab": {
        "name": "Dr Hamza Al-Kateab",
        "role": "Doctor, active for human rights and public health",
    },
    "jim-pinchen": {"name": "Jim Pinchen", "role": "Orchestra leader"},
    "leslie-knott": {"name": "Leslie Knott", "role": "Film director"},
    "raghad-haddad": {"name": "Raghad Haddad", "role": "Orchestra leader"},
    "salem-al-atrash": {"name": "Salem al-Atrash", "role": "Artist"},
    "waad-al-kateab": {"name": "Waad Al-Kateab", "role": "Film director"},
}

PROGRAMMES: dict[str, Fields] = {
    "singing-our-lives": {
        "name": "Singing Our Lives",
        "slug": "singing-our-lives",
        "introduction": (
            "Workshops and concerts in which refugees, migrants and British choirs "
            "make new music together. Run by Together Productions with the support "
            "of IOM UK."
        ),
        "since_year": 2017,
    },
}

VENUES: dict[str, Fields] = {
    "asia-house": {"name": "Asia House", "city": "London"},
    # The sources name the city of the Living Library, not the house.
    "london": {"name": "London", "city": "London"},
    "museum-of-home": {"name": "Museum of Home", "city": "London"},
    "ulster-university": {"name": "Ulster University", "city": "Belfast"},
    "union-chapel": {"name": "Union Chapel", "city": "London"},
}

CONTACTS: dict[str, Fields] = {
    "press-office": {
        "name": "IOM UK press office",
        "role": "Sample contact, to be replaced",
        "organisation": "IOM UK",
        "email": "press-office@example.org",
    },
}

SNIPPETS: dict[str, dict[str, Fields]] = {
    "partner": PARTNERS,
    "person": PEOPLE,
    "programme": PROGRAMMES,
    "venue": VENUES,
    "contact": CONTACTS,
}
