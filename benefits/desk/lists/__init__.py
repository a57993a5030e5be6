"""Long lists at the desk: narrowed by a form, turned page by page, taken away as a file."""

from benefits.desk.lists.columns import Badge, Column, Line, Shape
from benefits.desk.lists.cursor import Cursor
from benefits.desk.lists.files import offer_files
from benefits.desk.lists.filtering import FilterForm, choice_field
from benefits.desk.lists.later import make_list
from benefits.desk.lists.making import MEDIA_TYPES, make_file
from benefits.desk.lists.paging import MOST_COUNTED, PAGE, Selection, Turn, every, turn
from benefits.desk.lists.register import Listing, Register, opened

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
    "Turn",
    "choice_field",
    "every",
    "make_file",
    "make_list",
    "offer_files",
    "opened",
    "turn",
]
