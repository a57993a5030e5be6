"""The union's units, and where each stood in the tree on any day."""

from benefits.organization.abiding import abide_by_the_tree
from benefits.organization.continuing import Courses, Stretch, courses
from benefits.organization.declared import Placed, declared_rows, place
from benefits.organization.declaring import DeclaredRow, DeclaredTag, RefusedRow
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
from benefits.organization.tag_heirs import hand_on, inherited
from benefits.organization.tag_names import (
    change_tag,
    full_name,
    make_tag,
    tag_labels,
    tag_of,
    tag_said,
    tags_seen_from,
)
from benefits.organization.tagging import (
    Worn,
    days_in,
    put_into,
    tagged_by,
    tagged_on,
    take_out_of,
    worn_on,
)
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
    "Courses",
    "DeclaredRow",
    "DeclaredTag",
    "Draft",
    "Level",
    "Organization",
    "OrganizationName",
    "OrganizationTag",
    "Path",
    "Placed",
    "Placement",
    "RefusedRow",
    "Stretch",
    "Succession",
    "SuccessionKind",
    "Tag",
    "TagKind",
    "Unit",
    "Worn",
    "abide_by_the_tree",
    "ancestors_on",
    "as_known",
    "by_code",
    "change_tag",
    "children_on",
    "close",
    "courses",
    "days_in",
    "declared_rows",
    "establish",
    "find",
    "full_name",
    "hand_on",
    "holds_on",
    "ids_of",
    "inherited",
    "is_under",
    "make_tag",
    "merge",
    "move",
    "name_on",
    "names_on",
    "open_on",
    "outline",
    "path_on",
    "place",
    "put_into",
    "reach_of",
    "rename",
    "reopen",
    "subtree_on",
    "tag_labels",
    "tag_of",
    "tag_said",
    "tagged_by",
    "tagged_on",
    "tags_seen_from",
    "take_out_of",
    "worn_on",
]
