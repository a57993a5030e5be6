"""Figures of a unit that the token reaches, with the parameters of the command line."""

from dataclasses import replace
from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import figures as measured
from benefits.access import Permission
from benefits.api import examples, kinds, paging, schemas, scope
from benefits.api.answering import answered
from benefits.api.describing import Answer, Described, describe
from benefits.api.fields import Sent, Shape, needed, optional, usual
from benefits.api.kinds import Unusable
from benefits.api.texts import Text
from benefits.errors import Invalid
from benefits.figures import By, Only, Question, Reading, Row
from benefits.periods import CALENDAR, MID_MONTH, Cutoff, Period
from benefits.web import allow, current

pages = Blueprint("figures", __name__)

PARTS: Final = (By.MONTH, By.ORGANIZATION, By.PARTNER, By.AGREEMENT, By.CATEGORY)
CUTOFFS: Final[dict[str, Cutoff]] = {"1": CALENDAR, "15": MID_MONTH}

ORGANIZATION: Final = needed(
    "organization",
    kinds.text,
    Text("Mã đơn vị, trong phạm vi của mã truy cập.", "A unit's code, within the token's reach."),
    "BAC",
)
FROM: Final = needed("from", kinds.day, Text("Ngày đầu.", "The first day."), "2026-05-01")
UNTIL: Final = needed(
    "until", kinds.day, Text("Ngày sau ngày cuối.", "The day after the last."), "2026-06-01"
)
BY: Final = optional(
    "by",
    kinds.one_of(PARTS),
    Text("Chia theo; bỏ trống là một dòng tổng.", "What to cut by; one row in all without it."),
    "organization",
)
CUTOFF: Final = usual(
    "cutoff",
    kinds.one_of(CUTOFFS),
    Text("Tháng báo cáo bắt đầu ngày 1 hay 15.", "The day on which reporting months begin."),
    "15",
)
TREE: Final = usual(
    "tree",
    kinds.one_of(tuple(Reading)),
    Text("Theo cây lúc đó hay hiện nay.", "By the tree as it was, or as it is."),
    Reading.THEN.value,
)
TAG: Final = optional(
    "tag",
    kinds.text,
    Text(
        "Chỉ đơn vị thuộc nhóm mang tên này: KCN, ngành, địa bàn.",
        "Only the units in the group of that name: a KCN, a trade, an area.",
    ),
    "KCN Hòa Phú",
)
SHAPE: Final = Shape(ORGANIZATION, FROM, UNTIL, BY, CUTOFF, TREE, TAG, paging.LIMIT, paging.CURSOR)
DESCRIBED: Final = Described(
    tag="figures",
    summary=Text("Số liệu", "Figures"),
    about=Text(
        "Số đoàn viên sử dụng, số lượt và giá trị hưởng lợi của một đơn vị trong một khoảng ngày, "
        "đúng như lệnh benefits figures và như trên màn hình. Số người không cộng được: hãy hỏi "
        "lại cho từng phạm vi.",
        "People, uses and what was saved, of a unit over some days: the very numbers of the "
        "command benefits figures and of the screens. People never add up: ask for each scope.",
    ),
    query=SHAPE,
    answers={
        200: Answer(
            Text("Số liệu", "The figures"),
            schemas.FIGURES,
            examples.FIGURES,
            headers={"Link": Text("Trang sau, rel=next.", "The next page, rel=next.")},
        )
    },
    problems={
        403: ("token_of_closed_unit", "token_maker_gone"),
        404: ("not_found",),
        422: ("empty_period", "period_too_long", "cursor_unreadable", "few_people"),
    },
)


@pages.get("/figures")
@allow(Permission.READ_FIGURES)
@describe(DESCRIBED)
def figures() -> ResponseReturnValue:
    sent = SHAPE.of_query()
    session, question = current.session(), _question(sent)
    if measured.are_few(session, question):
        raise Invalid("few_people")
    found = measured.without_few(session, measured.ask(session, question))
    page: tuple[Row, ...] = ()
    try:
        page = paging.page_of(found.rows, sent[paging.CURSOR], sent[paging.LIMIT])
    except Unusable as mistake:
        sent.blame("cursor", mistake.code)
    sent.finish()
    told = measured.to_json(replace(found, rows=page))
    following = paging.next_page(found.rows, page, found.as_of)
    if following is None:
        return answered(told)
    answer = answered({**told, "next": following})
    answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def _question(sent: Sent) -> Question:
    if sent.is_good and sent[UNTIL] <= sent[FROM]:
        sent.blame("until", "empty_period")
    elif sent.is_good and measured.is_too_long(Period(sent[FROM], sent[UNTIL])):
        sent.blame("from", "period_too_long", years=measured.MOST_YEARS)
    cursor, by = sent[paging.CURSOR], sent[BY]
    if cursor and cursor.as_of > current.now() + paging.CLOCKS_APART:
        sent.blame("cursor", "cursor_unreadable")
    sent.finish()
    name = sent[TAG]
    tag_id = scope.tag(name).id if name else None
    return Question(
        organization_id=scope.unit(sent[ORGANIZATION]).id,
        period=Period(sent[FROM], sent[UNTIL]),
        as_of=cursor.as_of if cursor else current.now(),
        tree=Reading(sent[TREE]),
        by=By(by) if by else None,
        cutoff=CUTOFFS[sent[CUTOFF]],
        only=Only(tag_id=tag_id),
    )
