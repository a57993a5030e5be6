"""The texts of the faces and their English: `python -m tests.support.words` gathers them anew.

Texts are gathered from templates and Python; what is gone leaves the catalogue, what is new enters
it with an empty translation, and what was translated stays as it is.
"""

from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("benefits", "member_portal", "partner_portal")
CATALOGUE: Final = ROOT / "benefits/web/translations/en/LC_MESSAGES/messages.po"
METHODS: Final = (("**.py", "python"), ("**/templates/**.html", "jinja2"))
OPTIONS: Final = {
    "**/templates/**.html": {
        "extensions": "jinja2.ext.do,jinja2.ext.i18n",
        "newstyle_gettext": "true",
        "silent": "false",
    }
}
KEYWORDS: Final = DEFAULT_KEYWORDS | {
    "_l": None,
    "noted": None,
    "lazy_pgettext": ((1, "c"), 2),
}
HEADER: Final = """\
# Every text of the faces in English. `make words` gathers new ones; docs/english.md names terms.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def gathered() -> Catalog:
    """Read every text that may be shown out of templates and Python."""
    fresh = Catalog(locale="en")
    for package in PACKAGES:
        for _file, _line, text, _notes, context in extract_from_dir(
            ROOT / package, METHODS, OPTIONS, KEYWORDS
        ):
            fresh.add(text, context=context)
    return fresh


def kept() -> Catalog:
    """Read the catalogue as it is in the tree."""
    with CATALOGUE.open("rb") as opened:
        return read_po(opened, locale="en")


def compiled() -> Path:
    """Make of the catalogue what the product reads, unless that is newer."""
    made = CATALOGUE.with_suffix(".mo")
    if not made.exists() or made.stat().st_mtime < CATALOGUE.stat().st_mtime:
        with NamedTemporaryFile(dir=made.parent, delete=False) as out:
            write_mo(out, kept())
        Path(out.name).replace(made)
    return made


def renew() -> None:
    """Write the catalogue anew, the same way whoever does it."""
    catalogue = kept()
    catalogue.update(gathered(), no_fuzzy_matching=True)
    out = BytesIO()
    write_po(
        out,
        catalogue,
        width=0,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    CATALOGUE.write_bytes(HEADER.encode() + out.getvalue().lstrip())


if __name__ == "__main__":
    renew()
