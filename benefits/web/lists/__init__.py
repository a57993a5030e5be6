"""Long lists: narrowed by a form, turned page by page, taken away as a file."""

from benefits.web.lists.columns import Badge, Column, Line, Shape
from benefits.web.lists.cursor import Cursor
from benefits.web.lists.files import offer_files
from benefits.web.lists.filtering import FilterForm, choice_field
from benefits.web.lists.later import make_list
from benefits.web.lists.making import MEDIA_TYPES, make_file
from benefits.web.lists.paging import MOST_COUNTED, PAGE, Selection, Turn, every, turn
from benefits.web.lists.register import Listing, Register, opened
from benefits.web.lists.spanning import SpanFilterForm
from benefits.web.lists.unfolded import is_written_in

__all__ = [
    "MEDIA_TYPES",
    "MOST_COUNTED",
    "PAGE",
    "Badge",
    "Column",
    "Cursor",
    "FilterForm",
    "Line",
    "Listing",
    "Register",
    "Selection",
    "Shape",
    "SpanFilterForm",
    "Turn",
    "choice_field",
    "every",
    "is_written_in",
    "make_file",
    "make_list",
    "offer_files",
    "opened",
    "turn",
]
