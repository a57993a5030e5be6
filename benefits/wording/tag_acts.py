"""What was done to groups of units, and asked for by those who may only ask."""

from collections.abc import Mapping
from typing import Final

TAG_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "tag_made": ("Lập nhóm đơn vị", "Made the group of units"),
    "tag_changed": ("Sửa tên hoặc loại nhóm", "Changed the group's name or kind"),
    "tag_put_in": (
        "Đưa {count} đơn vị vào nhóm từ ngày {day}: {units}",
        "Put {count} units into the group from {day}: {units}",
    ),
    "tag_taken_out": (
        "Đưa {count} đơn vị ra khỏi nhóm từ ngày {day}: {units}",
        "Took {count} units out of the group from {day}: {units}",
    ),
    "tag_in_proposed": (
        "Đề nghị đưa {count} đơn vị vào nhóm từ ngày {day}: {units}",
        "Proposed to put {count} units into the group from {day}: {units}",
    ),
    "tag_out_proposed": (
        "Đề nghị đưa {count} đơn vị ra khỏi nhóm từ ngày {day}: {units}",
        "Proposed to take {count} units out of the group from {day}: {units}",
    ),
    "tag_proposal_accepted": (
        "Chấp nhận đề nghị về nhóm (số {proposal})",
        "Accepted a proposal about the group (number {proposal})",
    ),
    "tag_proposal_declined": (
        "Không chấp nhận đề nghị về nhóm (số {proposal})",
        "Declined a proposal about the group (number {proposal})",
    ),
    "tag_proposal_withdrawn": (
        "Rút lại đề nghị về nhóm (số {proposal})",
        "Withdrew a proposal about the group (number {proposal})",
    ),
}
