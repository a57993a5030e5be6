"""Many who leave on one day take as many statements as few, with the relatives they take along."""

from datetime import date

from sqlalchemy import select

from benefits.members import BeneficiaryKind, EndReason, Member, Membership, leaving
from tests.support.statements import asked_during
from tests.world import World

LEFT = date(2025, 6, 15)
COMING = date(2025, 9, 1)


def people(world: World, count: int, prefix: str) -> list[Member]:
    """Members, every third of whom has a relative and every fifth another kind to come."""
    made = []
    for number in range(count):
        member = world.member(f"{prefix}{number}", f"Lê Thị {prefix} {number}", world.lotus)
        made.append(member)
        if number % 3 == 0:
            child = world.member(f"{prefix}C{number}", f"Lê Bé {prefix} {number}", world.dawn)
            [span] = spans(world, child)
            span.kind, span.relative_of_id = BeneficiaryKind.THAN_NHAN, member.id
        if number % 5 == 0:
            [span] = spans(world, member)
            span.valid_until = COMING
            world.session.flush()
            world.belongs(member, world.lotus, since=COMING, kind=BeneficiaryKind.NGUOI_LAO_DONG)
    world.session.flush()
    return made


def spans(world: World, member: Member) -> list[Membership]:
    mine = select(Membership).where(Membership.member_id == member.id)
    return list(world.session.scalars(mine.order_by(Membership.valid_from)))


def test_a_whole_company_leaves_in_as_many_statements_as_a_few(
    world: World, statements: list[str]
) -> None:
    counts = []
    for count, prefix in ((15, "A"), (240, "B")):
        some = people(world, count, prefix)
        keys = [each.id for each in some]
        world.session.expire_all()

        def leave(keys: list[int] = keys) -> None:
            assert leaving.leave_many(world.session, keys, LEFT, EndReason.NGHI_HUU) == {}

        counts.append(asked_during(statements, leave))
        world.session.expire_all()
        for each in some:
            [last] = spans(world, each)
            assert (last.valid_until, last.ended_because) == (LEFT, EndReason.NGHI_HUU)
        along = select(Membership).where(Membership.relative_of_id.in_(keys))
        found = world.session.scalars(along).all()
        assert len(found) == len(some) // 3
        assert {(each.valid_until, each.ended_because) for each in found} == {
            (LEFT, EndReason.THEO_DOAN_VIEN)
        }
    assert counts[1] <= counts[0] <= 15


def test_who_cannot_leave_stays_and_is_told_and_a_name_said_twice_is_one(world: World) -> None:
    first, gone = people(world, 2, "A")
    leaving.leave(world.session, gone.id, date(2025, 1, 1), EndReason.NGHI_HUU)
    both = [first.id, gone.id, first.id]
    refused = leaving.leave_many(world.session, both, LEFT, EndReason.NGHI_HUU)
    assert {key: why.code for key, why in refused.items()} == {gone.id: "belongs_nowhere_then"}
    assert [span.valid_until for span in spans(world, first)] == [LEFT]
