"""From a code to a sentence, whichever table it stands in."""

from collections import defaultdict
from datetime import date, datetime

from benefits.wording.agreements import AGREEMENTS
from benefits.wording.carding import CARDING
from benefits.wording.errors import ERRORS
from benefits.wording.list_reading import LIST_READING
from benefits.wording.memberships import MEMBERSHIPS
from benefits.wording.organization_rows import ORGANIZATION_ROWS
from benefits.wording.printing import PRINTING
from benefits.wording.purchase_rows import PURCHASE_ROWS
from benefits.wording.refusals import REFUSALS, VIETNAMESE
from benefits.wording.reorganization_cautions import REORGANIZATION_CAUTIONS
from benefits.wording.reorganizations import REORGANIZATIONS
from benefits.wording.request_fields import REQUEST_FIELDS
from benefits.wording.rosters import ROSTERS
from benefits.wording.row_flags import ROW_FLAGS
from benefits.wording.signing_in import SIGNING_IN

LANGUAGES = (VIETNAMESE, "en")
TABLES = (
    REFUSALS,
    ERRORS,
    CARDING,
    PURCHASE_ROWS,
    SIGNING_IN,
    REQUEST_FIELDS,
    AGREEMENTS,
    MEMBERSHIPS,
    PRINTING,
    REORGANIZATIONS,
    REORGANIZATION_CAUTIONS,
    ROSTERS,
    LIST_READING,
    ROW_FLAGS,
    ORGANIZATION_ROWS,
)
UNNAMED = ("Giá trị này không được nhận.", "This value was not accepted.")


def sentence(code: str, *, language: str = VIETNAMESE, **params: object) -> str:
    """Say a code to a person, with days as people write them.

    A parameter that is not known shows as an ellipsis.
    """
    found = next((table[code] for table in TABLES if code in table), UNNAMED)
    shown = {name: _shown(value) for name, value in params.items()}
    return found[LANGUAGES.index(language)].format_map(defaultdict(lambda: "…", shown))


def _shown(value: object) -> object:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return f"{value:%d/%m/%Y}" if is_day else value


def has_sentence(code: str) -> bool:
    return any(code in table for table in TABLES)
