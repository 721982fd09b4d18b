"""The languages of the site: the main one, and those that operators add to it.

Adding one takes no code: `docs/languages.md` says how.
"""

from __future__ import annotations

from django.conf import global_settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from cms.settings import environment
from cms.settings.environment import BASE_DIR


#: The language of the pages without a prefix in their address.
LANGUAGE_CODE = "en"

#: Languages that many refugees read and that Django knows nothing of.
UNKNOWN_TO_DJANGO = {
    "am": {"bidi": False, "name": "Amharic", "name_local": "አማርኛ"},
    "prs": {"bidi": True, "name": "Dari", "name_local": "دری"},
    "ps": {"bidi": True, "name": "Pashto", "name_local": "پښتو"},
    "so": {"bidi": False, "name": "Somali", "name_local": "Soomaali"},
    "ti": {"bidi": False, "name": "Tigrinya", "name_local": "ትግርኛ"},
}
for _code, _info in UNKNOWN_TO_DJANGO.items():
    LANG_INFO.setdefault(_code, {"code": _code, **_info})
LANGUAGES_BIDI = [code for code, info in LANG_INFO.items() if info.get("bidi")]

_unknown = [code for code in environment.SITE_LANGUAGES if code not in LANG_INFO]
if _unknown:
    raise ImproperlyConfigured(
        f"SITE_LANGUAGES names {', '.join(_unknown)}: no languages that are known here."
    )
if LANGUAGE_CODE not in environment.SITE_LANGUAGES:
    raise ImproperlyConfigured(
        f"SITE_LANGUAGES must name {LANGUAGE_CODE}, the language of the main pages."
    )


def _name(code: str) -> str:
    return dict(global_settings.LANGUAGES).get(code) or LANG_INFO[code]["name"]


SITE_LANGUAGES = environment.SITE_LANGUAGES
LANGUAGES = [(code, _(_name(code))) for code in SITE_LANGUAGES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
#: The first catalogue that has a text counts, so operators' own words win over ours.
LOCALE_PATHS = [*environment.EXTRA_LOCALE_PATHS, BASE_DIR / "cms" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "cms.formats"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = True
# The admin speaks the editors' language; visitors' languages are content.
WAGTAILADMIN_PERMITTED_LANGUAGES = [(LANGUAGE_CODE, _("English"))]
# An untranslated page has no alias in the other tree: English text under /ar/ would
# be announced to screen readers and search engines as Arabic.
# A translation begins as a draft, whoever makes it: publishing takes the right to.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
