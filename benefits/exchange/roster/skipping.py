"""The codes of rows that hold no person: of nobody, and so neither taken nor refused."""

from typing import Final

WITHOUT_A_WORD: Final = frozenset({"row_is_blank"})
"""Rows of which nothing has to be said."""
BELOW_THE_HEADING: Final = frozenset(
    {
        "row_is_heading",
        "row_is_new_heading",
        "row_is_section",
        "row_is_signature",
        "row_is_total",
        "row_numbers_columns",
        "row_only_numbered",
        "row_without_person",
    }
)
"""Rows of the list itself, where a person may be taken for something else."""
SKIPPED: Final = WITHOUT_A_WORD | BELOW_THE_HEADING | {"row_is_title", "sheet_unread"}
