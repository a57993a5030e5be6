"""Agreements and offers in the domain: states by days, versions by days, papers by content."""

from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import agreements
from benefits.agreements import (
    Agreement,
    Category,
    Content,
    Limit,
    LimitScope,
    LimitWindow,
    Offer,
    OfferVersion,
    Paper,
    Span,
    State,
    cautions,
    changes,
    content_of,
    is_in,
    is_offered,
    offerings_of,
    speaking_version,
    state_of,
    version_on,
)
from benefits.agreements.rules import parse
from benefits.agreements.scans import LARGEST
from benefits.errors import Conflict, Invalid
from benefits.jobs import FileStore
from benefits.partners import PartnerKind
from tests.world import World

TODAY = date(2026, 5, 1)
TEN = parse("percent", "10", "", "")


def content(title: str = "Giảm 10%", **changes: object) -> Content:
    told = {"title": title, "rule": TEN, "category": Category.DOI_TAC, **changes}
    return Content(**told)  # type: ignore[arg-type]


def test_a_state_follows_from_the_days_in_python_and_in_sql(world: World) -> None:
    session, made = world.session, []
    for number, (since, until, terminated, is_draft) in enumerate(
        (since, until, terminated, is_draft)
        for since in (date(2026, 4, 1), TODAY, date(2026, 5, 2))
        for until in (None, TODAY, TODAY + timedelta(days=60), TODAY + timedelta(days=61))
        for terminated in (None, TODAY, TODAY + timedelta(days=9))
        for is_draft in (False, True)
        if until is None or until > since
    ):
        each = world.signed(f"{number}/X", world.pharmacy, world.north, since=since, until=until)
        each.terminated_on, each.is_draft = terminated, is_draft
        made.append(each)
    session.flush()
    seen = set()
    for state in State:
        found = set(session.scalars(select(Agreement.id).where(is_in(state, TODAY))))
        told = {each.id for each in [*made, world.agreement] if state_of(each, TODAY) is state}
        assert found == told
        seen |= {state} if found else set()
    assert seen == set(State)


def test_a_paper_is_kept_by_what_it_is_not_by_its_name(
    world: World, tmp_path: Path, now: datetime
) -> None:
    store, agreement = FileStore(tmp_path), world.agreement
    for bad, code in (
        (b"", "scan_empty"),
        (b"MZ" * 10, "scan_of_other_kind"),
        (b"%PDF-" + b"0" * LARGEST, "scan_too_large"),
    ):
        with pytest.raises(Invalid) as refused:
            agreements.attach(world.session, store, agreement, BytesIO(bad), name="a.pdf", now=now)
        assert refused.value.code == code
    good = BytesIO(b"\x89PNG\r\n\x1a\n...")
    assert agreements.attach(world.session, store, agreement, good, name="a/b.pdf", now=now)
    world.session.flush()
    scan = agreements.scan_of(world.session, agreement)
    assert scan is not None
    assert (scan.name, scan.media_type) == ("b.png", "image/png")
    good.seek(0)
    assert not agreements.attach(world.session, store, agreement, good, name="c.png", now=now)


def test_only_a_draft_is_corrected_and_only_what_holds_is_ended(world: World) -> None:
    session, signed = world.session, world.agreement
    paper = Paper(number="9/X", signed_by_id=world.north.id, signed_on=TODAY, valid_from=TODAY)
    with pytest.raises(Conflict):
        agreements.correct(session, signed, paper)
    with pytest.raises(Invalid):
        agreements.extend(signed, date(2026, 12, 1))
    with pytest.raises(Invalid):
        agreements.terminate(signed, date(2028, 1, 1), "muộn", today=TODAY)
    assert agreements.terminate(signed, date(2026, 3, 1), "biết muộn", today=TODAY)
    assert state_of(signed, TODAY) is State.TERMINATED
    with pytest.raises(Conflict):
        agreements.extend(signed, None)
    with pytest.raises(Conflict):
        agreements.terminate(signed, date(2026, 4, 1), "lần nữa", today=TODAY)


def test_a_planned_version_bounds_the_one_before_and_gives_its_days_back(
    world: World, now: datetime
) -> None:
    session, offer = world.session, world.session.get_one(Offer, world.offer.offer_id)
    july = agreements.add_version(
        session, offer, content(), Span(date(2026, 7, 1)), today=TODAY, now=now
    )
    limit = Limit(LimitScope.MEMBER, LimitWindow.DAY, 1)
    june = agreements.add_version(
        session,
        offer,
        content("Giảm 10% tháng 6", limits=(limit,)),
        Span(date(2026, 6, 1)),
        today=TODAY,
        now=now,
    )
    assert (world.offer.valid_until, june.valid_until) == (date(2026, 6, 1), date(2026, 7, 1))
    with pytest.raises(Conflict):
        agreements.add_version(
            session, offer, content("Khác"), Span(date(2026, 7, 1)), today=TODAY, now=now
        )
    found = offerings_of(session, [offer.code])[offer.code]
    assert version_on(found, date(2026, 6, 15)).limits == (limit,)
    told = changes(*(content_of(version_on(found, day)) for day in (TODAY, date(2026, 6, 15))))
    assert [each.part for each in told] == ["title", "rule", "limits"]
    speaking = select(speaking_version(date(2026, 6, 15))).where(Offer.id == offer.id)
    assert session.scalar(speaking) == june.id

    assert agreements.withdraw(session, june, today=TODAY)
    assert world.offer.valid_until == date(2026, 7, 1)
    with pytest.raises(Conflict):
        agreements.withdraw(session, world.offer, today=TODAY)
    assert agreements.end(session, offer, date(2026, 6, 10), today=TODAY)
    left = session.scalars(select(OfferVersion).where(OfferVersion.offer_id == offer.id)).all()
    assert [each.valid_until for each in left] == [date(2026, 6, 10)]
    assert july not in left


def test_what_never_began_goes_with_its_last_version(world: World, now: datetime) -> None:
    session = world.session
    offer = agreements.make_offer(
        session, world.agreement, "AK-X", content(), Span(date(2026, 9, 1)), now=now
    )
    [only] = agreements.versions_of(session, offer)
    assert not agreements.withdraw(session, only, today=TODAY)
    session.flush()
    assert session.scalar(select(Offer.id).where(Offer.code == "AK-X")) is None


def test_an_offer_fits_its_partner(world: World, now: datetime) -> None:
    other = world.partner("NVH", "Nhà văn hóa lao động", PartnerKind.THIET_CHE)
    elsewhere = world.shop("NVH1", other, "Sân khấu")
    span = Span(date(2026, 6, 1))
    for wrong, code in (
        ({"category": Category.NHA_VAN_HOA}, "category_of_other_kind"),
        ({"outlet_ids": frozenset({elsewhere.id})}, "offer_outlet_unknown"),
    ):
        with pytest.raises(Invalid) as refused:
            agreements.make_offer(
                world.session, world.agreement, "AK-Y", content(**wrong), span, now=now
            )
        assert refused.value.code == code


def test_offers_of_a_day_are_told_within_a_query(world: World, session: Session) -> None:
    asked = (
        select(OfferVersion.id)
        .join(Offer, Offer.id == OfferVersion.offer_id)
        .join(Agreement, Agreement.id == Offer.agreement_id)
    )
    for day, found in ((TODAY, [world.offer.id]), (date(2027, 1, 1), []), (date(2025, 1, 1), [])):
        assert list(session.scalars(asked.where(is_offered(day)))) == found


@pytest.mark.parametrize(
    ("title", "rule", "codes"),
    [
        ("Giảm 50%", parse("percent", "50", "", ""), []),
        ("Giảm 50,5%", parse("percent", "50,5", "", ""), ["offer_above_half"]),
        ("Giảm đến 60%", parse("percent", "10", "", "", {"up_to": 6_000}), ["offer_above_half"]),
        ("Giảm giá rượu vang", TEN, ["offer_of_restricted_goods"]),
        ("Giảm 10% thực đơn, trừ rượu và thuốc lá", TEN, []),
        ("Giảm 10% tại nhà thuốc", TEN, []),
        ("Giảm 50", parse("amount", "50", "", ""), ["offer_of_small_change"]),
        ("Giảm 50.000", parse("amount", "50.000", "", ""), []),
        ("Tối đa 50", parse("percent", "10", "50", ""), ["offer_of_small_amounts"]),
        ("Hóa đơn từ 200", parse("percent", "10", "", "200"), ["offer_of_small_amounts"]),
        ("Giá 99", parse("price", "99", "", ""), ["offer_of_small_amounts"]),
        ("Vé 0 đồng", parse("price", "0", "", ""), []),
        (
            "Hỗ trợ 20",
            parse("free", "", "", "", {"subsidies": [{"payer": "cdcs", "amount": 20}]}),
            ["offer_of_small_amounts"],
        ),
        ("Giảm 200 mỗi món", parse("amount", "200", "", "", {"per_item": True}), []),
    ],
)
def test_what_should_be_looked_at_twice_is_named(
    title: str, rule: agreements.Rule, codes: list[str]
) -> None:
    assert [each.code for each in cautions(content(title, rule=rule))] == codes
