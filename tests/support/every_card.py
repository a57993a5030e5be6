"""Cards that stand in every way a card can, and offers that ask about everything."""

from collections.abc import Iterator
from datetime import date, timedelta

from benefits.agreements import OfferVersion, Trust
from benefits.cards import Card, CardStatus, Medium
from benefits.members import BeneficiaryKind, Member
from tests.world import KNOWN, World

TODAY = date(2026, 5, 1)
YESTERDAY, TOMORROW, LATER = (TODAY + timedelta(days=ahead) for ahead in (-1, 1, 2))


class Cards:
    """Members whose cards stand in every way a card can."""

    def __init__(self, world: World) -> None:
        self.world, self.made = world, 0

    def of(self, **given: object) -> Card:
        self.made += 1
        spans = {key: given.pop(key) for key in ("kind", "joined", "left", "unit") if key in given}
        member = self.world.member(
            f"X{self.made}",
            f"Trần Thị Số {self.made}",
            spans.get("unit", self.world.lotus),  # type: ignore[arg-type]
            kind=spans.get("kind", BeneficiaryKind.DOAN_VIEN),  # type: ignore[arg-type]
            since=spans.get("joined", date(2020, 1, 1)),  # type: ignore[arg-type]
            until=spans.get("left"),  # type: ignore[arg-type]
        )
        status_on = given.pop("status_on", None)
        card = self.world.card(member, **given)  # type: ignore[arg-type]
        if status_on is not None:
            card.status_on = status_on  # type: ignore[assignment]
        self.world.session.flush()
        return card

    def every_way(self) -> Iterator[Card]:
        yield self.of()
        for status in (CardStatus.LOST, CardStatus.REVOKED, CardStatus.SUSPENDED):
            for day in (YESTERDAY, TODAY, TOMORROW, LATER):
                yield self.of(status=status, status_on=day)
        for day in (TODAY, TOMORROW, LATER):
            yield self.of(since=day)
            yield self.of(until=day)
            yield self.of(status=CardStatus.REPLACED, until=day)
            yield self.of(left=day)
            yield self.of(joined=day)
            yield self.of(left=day, until=day)
            yield self.moving(day)
        for kind in BeneficiaryKind:
            yield self.of(kind=kind)
        yield self.of(unit=self.world.dawn)
        yield self.of(medium=Medium.PHONE)
        yield self.of(medium=Medium.PHONE, unit=self.world.dawn, until=TOMORROW)

    def moving(self, day: date) -> Card:
        card = self.of(left=day)
        member = self.world.session.get_one(Member, card.member_id)
        self.world.belongs(member, self.world.dawn, since=day, kind=BeneficiaryKind.NGUOI_LAO_DONG)
        return card


class Deals:
    """Offers that differ in whom, when and how surely they ask."""

    def __init__(self, world: World) -> None:
        self.world, self.session = world, world.session

    def settle(self) -> None:
        world, pharmacy = self.world, self.world.pharmacy
        north = world.signed("02/TT", pharmacy, world.province, covers=(world.north,))
        world.offered("BAC-5", north, "Chỉ phía Bắc")
        members = world.offered("DV-1", north, "Chỉ đoàn viên")
        members.kinds = ["doan_vien", "than_nhan"]
        world.offered("PHONE", world.agreement, "Chỉ thẻ điện thoại", trust=Trust.PHONE)
        weekend = world.offered("WEEKEND", world.agreement, "Cuối tuần, qua nửa đêm")
        weekend.rule = {"windows": [{"weekdays": [6, 7], "from": "09:00", "until": "01:00"}]}
        opening = world.signed("03/TT", pharmacy, world.province, since=TOMORROW, until=LATER)
        world.offered("SHORT", opening, "Chỉ một ngày")
        renewed = world.offered("RENEWED", world.agreement, "Bản cũ")
        renewed.valid_until = LATER
        self.renew(renewed)
        draft = world.signed("04/TT", pharmacy, world.province)
        draft.is_draft = True
        world.offered("DRAFT", draft, "Chưa ký")
        self.session.flush()

    def renew(self, before: OfferVersion) -> None:
        self.session.add(
            OfferVersion(
                offer_id=before.offer_id,
                number=2,
                partner_id=before.partner_id,
                partner_kind=before.partner_kind,
                title="Bản mới",
                category=before.category,
                discount=before.discount,
                value=2_000,
                trust=before.trust,
                valid_from=LATER,
                known_at=KNOWN,
            )
        )
