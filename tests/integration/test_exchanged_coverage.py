"""What the files of agreements and members tell besides: who is left out, which groups, numbers."""

from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from benefits import exchange
from benefits.agreements import Agreement, Coverage, TagCoverage
from benefits.database import Database
from benefits.members import Member
from benefits.organization import Organization, TagKind, make_tag
from tests import files
from tests.integration.test_exchange import NOW, take_all, taking


def settle(database: Database) -> str:
    """Cover a group, leave one unit out, give one member a card number; return the unit's code."""
    with database.write() as session:
        unit = session.scalars(select(Organization).order_by(Organization.id)).first()
        agreement = session.scalars(select(Agreement).order_by(Agreement.id)).first()
        member = session.scalars(select(Member).order_by(Member.id)).first()
        assert unit is not None
        assert agreement is not None
        assert member is not None
        tag = make_tag(session, "KCN Hòa Phú", TagKind.KCN, unit.id, now=NOW)
        session.add(TagCoverage(agreement_id=agreement.id, tag_id=tag.id))
        left_out = session.scalars(select(Organization).order_by(Organization.id.desc())).first()
        assert left_out is not None
        session.merge(
            Coverage(agreement_id=agreement.id, organization_id=left_out.id, is_excluded=True)
        )
        member.union_card_no = "TĐ 0012/3"
        return left_out.code


def said(session: Session) -> tuple[set[object], set[object]]:
    """Whom every agreement covers, by name and by tag."""
    named = select(Coverage.agreement_id, Coverage.organization_id, Coverage.is_excluded)
    tagged = select(TagCoverage.agreement_id, TagCoverage.tag_id)
    return set(session.execute(named).all()), set(session.execute(tagged).all())


def test_who_is_left_out_and_which_groups_are_covered_come_back_from_the_files(
    database: Database, tmp_path: Path
) -> None:
    """Old files without these columns, and empty cells, change nothing of it."""
    places = files.write(tmp_path / "in")
    take_all(database, places)
    left_out = settle(database)
    out = tmp_path / "out"
    out.mkdir()
    with database.read() as session:
        for kind in ("agreements", "members"):
            exchange.write(session, kind, out / f"{kind}.csv")
    [line, *_rest] = [each for each in files.read(out / "agreements.csv") if each["covers_tags"]]
    assert (line["excludes"], line["covers_tags"]) == (left_out, "T:KCN Hòa Phú")
    assert "TĐ 0012/3" in {each["union_card_no"] for each in files.read(out / "members.csv")}
    for file in (out / "agreements.csv", places["agreements"]):
        with database.write() as session:
            before = said(session)
        outcome = taking(database, "agreements", file).run()
        assert not outcome.refused
        with database.write() as session:
            assert said(session) == before
    with database.write() as session:
        session.execute(delete(TagCoverage))
        session.execute(delete(Coverage).where(Coverage.is_excluded))
    taking(database, "agreements", out / "agreements.csv").run()
    with database.write() as session:
        assert said(session) == before
