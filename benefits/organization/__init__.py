"""The union's units, and where each stood in the tree on any day."""

from benefits.organization.declared import Placed, declared_rows, place
from benefits.organization.declaring import DeclaredRow, RefusedRow
from benefits.organization.drafting import Draft
from benefits.organization.known import as_known, holds_on
from benefits.organization.models import (
    Level,
    Organization,
    OrganizationName,
    OrganizationTag,
    Placement,
    Succession,
    SuccessionKind,
    Tag,
    TagKind,
)
from benefits.organization.reaching import reach_of
from benefits.organization.register import by_code, establish, find, name_on, names_on
from benefits.organization.reorganizing import close, merge, move, rename, reopen
from benefits.organization.tree import (
    Path,
    Unit,
    ancestors_on,
    children_on,
    ids_of,
    is_under,
    open_on,
    outline,
    path_on,
    subtree_on,
)

__all__ = [
    "DeclaredRow",
    "Draft",
    "Level",
    "Organization",
    "OrganizationName",
    "OrganizationTag",
    "Path",
    "Placed",
    "Placement",
    "RefusedRow",
    "Succession",
    "SuccessionKind",
    "Tag",
    "TagKind",
    "Unit",
    "ancestors_on",
    "as_known",
    "by_code",
    "children_on",
    "close",
    "declared_rows",
    "establish",
    "find",
    "holds_on",
    "ids_of",
    "is_under",
    "merge",
    "move",
    "name_on",
    "names_on",
    "open_on",
    "outline",
    "path_on",
    "place",
    "reach_of",
    "rename",
    "reopen",
    "subtree_on",
]
