"""The kit all faces are built with: declared access, one transaction a request, one look."""

from benefits.web.declaring import UndeclaredAccess, allow, page, takes_up_to
from benefits.web.face import build_face
from benefits.web.forms import DayField, DongField, Form, SomeTicked, given, required, text_field
from benefits.web.guarding import wanted_next, wanted_path
from benefits.web.languages import Words, noted
from benefits.web.machines import build_machines, problem
from benefits.web.navigation import Way
from benefits.web.signed_in import sign_in, sign_out

__all__ = [
    "DayField",
    "DongField",
    "Form",
    "SomeTicked",
    "UndeclaredAccess",
    "Way",
    "Words",
    "allow",
    "build_face",
    "build_machines",
    "given",
    "noted",
    "page",
    "problem",
    "required",
    "sign_in",
    "sign_out",
    "takes_up_to",
    "text_field",
    "wanted_next",
    "wanted_path",
]
