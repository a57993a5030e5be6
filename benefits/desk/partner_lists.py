"""Partners, outlets, agreements and offers as lists to read through, search and take away."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from benefits import exchange, organization
from benefits.agreements import Agreement, Discount, Offer, OfferVersion
from benefits.desk import labels, partner_scope
from benefits.members.names import folded
from benefits.money import dong_text
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.web import current
from benefits.web.filters import day, last_day, percent


@dataclass(frozen=True, slots=True)
class Line:
    """A row: where its name leads to, and its cells in the order of the headings."""

    url: str | None
    cells: tuple[str, ...]

    def matches(self, words: Sequence[str]) -> bool:
        said = folded(" ".join(self.cells)).split()
        return all(any(each.startswith(word) for each in said) for word in words)


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of list: its file's kind, its heading, and how its lines are found."""

    name: str
    headings: tuple[str, ...]
    lines: Callable[[], Iterator[Line]]
    scoped_by: int
    """The column of the file by which rows are left out that are not the officer's."""


def _partners() -> Iterator[Line]:
    counts = select(Outlet.partner_id, func.count()).group_by(Outlet.partner_id)
    outlets = dict(current.session().execute(counts).all())
    for each in current.session().scalars(partner_scope.partners()):
        kind = labels.PARTNER_KINDS[each.kind]
        cells = (each.name, each.code, kind, str(outlets.get(each.id, 0)))
        yield Line(url_for("partners.one", partner_id=each.id), cells)


def _outlets() -> Iterator[Line]:
    mine = partner_scope.partners().subquery()
    rows = select(Outlet, mine.c.name).join(mine, mine.c.id == Outlet.partner_id)
    for outlet, partner in current.session().execute(rows):
        cells = (outlet.name, outlet.code, partner, outlet.address or "")
        yield Line(url_for("partners.outlet", outlet_id=outlet.id), cells)


def _agreements() -> Iterator[Line]:
    mine, today = partner_scope.agreements().subquery(), day_of(current.now())
    rows = (
        select(Agreement, Partner)
        .join(mine, mine.c.id == Agreement.id)
        .join(Partner, Partner.id == Agreement.partner_id)
    )
    found = current.session().execute(rows).all()
    signers = {agreement.signed_by_id for agreement, _ in found}
    names = organization.names_on(current.session(), signers, today)
    for agreement, partner in found:
        cells = (
            agreement.number,
            partner.name,
            names.get(agreement.signed_by_id, ""),
            day(agreement.valid_from),
            last_day(agreement.valid_until) or _("không thời hạn"),
        )
        yield Line(url_for("partners.one", partner_id=partner.id), cells)


def _offers() -> Iterator[Line]:
    mine, today = partner_scope.agreements().subquery(), day_of(current.now())
    rows = (
        select(OfferVersion, Offer.code, Partner)
        .join(Offer, Offer.id == OfferVersion.offer_id)
        .join(mine, mine.c.id == Offer.agreement_id)
        .join(Partner, Partner.id == OfferVersion.partner_id)
        .where((OfferVersion.valid_until.is_(None)) | (OfferVersion.valid_until > today))
    )
    for version, code, partner in current.session().execute(rows):
        cells = (
            version.title,
            code,
            partner.name,
            labels.CATEGORIES[version.category],
            benefit_of(version),
        )
        yield Line(url_for("partners.one", partner_id=partner.id), cells)


LISTS: Final[Mapping[str, Listing]] = {
    "partners": Listing(
        _l("Đối tác"), (_l("Tên"), _l("Mã"), _l("Loại"), _l("Số điểm")), _partners, 0
    ),
    "outlets": Listing(
        _l("Điểm ưu đãi"), (_l("Tên"), _l("Mã"), _l("Đối tác"), _l("Địa chỉ")), _outlets, 1
    ),
    "agreements": Listing(
        _l("Thỏa thuận"),
        (_l("Số"), _l("Đối tác"), _l("Đơn vị ký"), _l("Từ ngày"), _l("Đến hết ngày")),
        _agreements,
        0,
    ),
    "offers": Listing(
        _l("Ưu đãi"),
        (_l("Nội dung"), _l("Mã"), _l("Đối tác"), _l("Loại ưu đãi"), _l("Mức")),
        _offers,
        1,
    ),
}


def found(kind: str, typed: str) -> list[Line]:
    """List what is within reach, by name without minding marks."""
    words = folded(typed).split()
    lines = (line for line in LISTS[kind].lines() if line.matches(words))
    return sorted(lines, key=lambda line: (folded(line.cells[0]), line.cells[1]))


def offers_of(partner: Partner) -> list[Line]:
    mine = url_for("partners.one", partner_id=partner.id)
    return [line for line in found("offers", "") if line.url == mine]


def file_rows(kind: str) -> Iterator[Sequence[Any]]:
    """Give the lines of the export file that are within reach, its header first."""
    session = current.session()
    rows = exchange.rows_of(session, kind)
    if kind in {"partners", "outlets"}:
        codes = set(session.scalars(partner_scope.partners().with_only_columns(Partner.code)))
    else:
        codes = set(session.scalars(partner_scope.agreements().with_only_columns(Agreement.number)))
    yield next(rows)
    yield from (row for row in rows if row[LISTS[kind].scoped_by] in codes)


def benefit_of(version: OfferVersion) -> str:
    """Say in a few words how much an offer gives."""
    name = labels.DISCOUNTS[version.discount]
    match version.discount:
        case Discount.PERCENT:
            if not version.ceiling:
                return _("Giảm %(percent)s", percent=percent(version.value))
            return _(
                "Giảm %(percent)s, tối đa %(ceiling)s",
                percent=percent(version.value),
                ceiling=dong_text(version.ceiling),
            )
        case Discount.AMOUNT | Discount.PRICE:
            return f"{name} {dong_text(version.value)}"
    return name
