"""What is answered, as JSON Schema: every field is named, and there are no others."""

from typing import Any, Final

from benefits.api.texts import Text
from benefits.members import BeneficiaryKind
from benefits.purchases import Evidence

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
FLAG: Final[Schema] = {"type": "boolean"}
UUID: Final[Schema] = {"type": "string", "format": "uuid"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
INSTANT: Final[Schema] = {"type": "string", "format": "date-time"}
DONG: Final[Schema] = {"type": "integer", "minimum": 0}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}


def record(**fields: Schema) -> Schema:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def one_of(*words: str) -> Schema:
    return {"type": "string", "enum": list(words)}


def told(schema: Schema, vi: str, en: str) -> Schema:
    return {**schema, "description": Text(vi, en)}


def named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def answer(**fields: Schema) -> Schema:
    """Describe a whole answer: what was asked for, and the server's time."""
    return record(**fields, server_time=named("ServerTime"))


_SAID: Final = record(
    headline=told(TEXT, "Một dòng cho thu ngân.", "One line for the cashier."),
    customer=told(TEXT, "Câu để đọc cho khách.", "A sentence to read to the customer."),
    next_step=told(TEXT, "Làm gì tiếp.", "What to do next."),
)
_MISTAKE: Final = record(field=TEXT, code=TEXT, detail=TEXT, detail_en=TEXT)
_PROBLEM_FIELDS: Final[Schema] = {
    "type": told(TEXT, "Luôn là about:blank.", "Always about:blank."),
    "title": TEXT,
    "status": {"type": "integer"},
    "code": told(TEXT, "Mã máy đọc; không đổi.", "For programs; never changes."),
    "detail": told(TEXT, "Câu tiếng Việt.", "The sentence in Vietnamese."),
    "detail_en": told(TEXT, "Câu tiếng Anh.", "The sentence in English."),
    "params": {"type": "object"},
    "server_time": named("ServerTime"),
    "errors": told(many(_MISTAKE), "Từng mục sai.", "Every field that cannot be used."),
    "sentences": named("Sentences"),
    "request_id": TEXT,
}
_ALWAYS: Final = ("type", "title", "status", "code", "detail", "detail_en", "params", "server_time")
_MEMBER: Final = record(
    name=told(TEXT, "Họ tên đã che bớt.", "The name, masked."),
    kind=one_of(*BeneficiaryKind),
)
_OFFER: Final = record(
    code=TEXT,
    offer_version=COUNT,
    title=TEXT,
    terms=TEXT,
    applies=FLAG,
    reason=maybe(named("Reason")),
    sentences=maybe(named("Sentences")),
)
_KEY: Final = record(
    kty=one_of("EC"),
    crv=one_of("P-256"),
    alg=one_of("ES256"),
    use=one_of("sig"),
    kid=told(TEXT, "Số của khóa, như trong mã thẻ.", "The key's id, as a card's code names it."),
    x=TEXT,
    y=TEXT,
)
_ROW: Final = record(
    key=told(TEXT, "Mã như trong tệp.", "The code that files use."),
    name=TEXT,
    people=told(COUNT, "Số đoàn viên sử dụng, mỗi người một lần.", "Distinct people."),
    uses=told(COUNT, "Số lượt.", "Uses."),
    benefit=told(DONG, "Giá trị hưởng lợi, đồng.", "What was saved, in đồng."),
    subsidy=DONG,
    turnover=DONG,
)
_CELL: Final = record(
    code=TEXT,
    number=TEXT,
    label=TEXT,
    unit=TEXT,
    value=told(TEXT, "Như in trên mẫu.", "As the form prints it."),
    exact=told(maybe({"type": "integer"}), "Đồng hoặc số đếm.", "Đồng, or a count."),
)

NAMED: Final[dict[str, Schema]] = {
    "ServerTime": told(INSTANT, "Giờ máy chủ, để chỉnh đồng hồ.", "The time here, to set clocks."),
    "Reason": record(code=TEXT, params={"type": "object"}),
    "Sentences": record(vi=_SAID, en=_SAID),
    "Problem": {
        "type": "object",
        "properties": _PROBLEM_FIELDS,
        "required": list(_ALWAYS),
        "additionalProperties": False,
    },
}
PROBLEM: Final = named("Problem")
CHECKED: Final = answer(
    result=named("Reason"),
    applies=told(FLAG, "Có ít nhất một ưu đãi áp dụng.", "At least one offer applies."),
    offers=many(_OFFER),
    member=maybe(_MEMBER),
    unit=maybe(TEXT),
    checked_at=INSTANT,
    sentences=named("Sentences"),
)
RECORDED: Final = answer(
    purchase_id=UUID,
    result=one_of("recorded"),
    list_price=DONG,
    paid=told(DONG, "Tất cả cửa hàng nhận.", "All the shop receives."),
    benefit=DONG,
    subsidy=DONG,
    member_pays=told(DONG, "Khách trả.", "What the member pays."),
    offer=record(code=TEXT, title=TEXT, version=COUNT),
    member=_MEMBER,
    invoice=maybe(TEXT),
    evidence=one_of(*Evidence),
    bought_at=INSTANT,
    recorded_at=INSTANT,
    warnings=many(named("Reason")),
)
TAKEN_BACK: Final = answer(
    reversal_id=UUID,
    purchase_id=UUID,
    result=one_of("reversed", "partly_reversed"),
    list_price=DONG,
    paid=DONG,
    benefit=DONG,
    subsidy=DONG,
    left=told(record(list_price=DONG, paid=DONG), "Phần còn lại.", "What is left."),
    reason=TEXT,
    reversed_at=INSTANT,
)
FIGURES: Final = answer(
    **{"from": DAY},
    organization=maybe(TEXT),
    until=told(DAY, "Ngày sau ngày cuối.", "The day after the last."),
    tree=one_of("then", "now"),
    as_of=INSTANT,
    pending=told(
        COUNT,
        "Số lượt đã gửi về, còn chờ quyết định nên chưa tính; không gồm lượt máy chưa gửi.",
        "Uses kept here that wait for a decision and are in no row; not what tills still keep.",
    ),
    rows=many(_ROW),
)
FIGURES["properties"]["next"] = told(
    TEXT, "Địa chỉ trang sau, nếu còn.", "The address of the next page, where there is one."
)
REPORT: Final = answer(
    **{"from": DAY},
    form=TEXT,
    organization=TEXT,
    period=TEXT,
    until=DAY,
    stage=TEXT,
    as_of=INSTANT,
    notes=many(TEXT),
    rows=many(_CELL),
)
KEYS: Final = answer(keys=many(_KEY))
