"""What the files of agreements and members tell besides: who is left out, which groups, numbers."""

from datetime import date
from pathlib import Path

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from benefits import exchange, organization
from benefits.agreements import Agreement, Coverage, TagCoverage
from benefits.database import Database
from benefits.exchange import Outcome, RowState
from benefits.members import Member
from benefits.organization import (
    Organization,
    OrganizationTag,
    Tag,
    TagKind,
    as_known,
    make_tag,
)
from benefits.wording.saying import has_sentence
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


def tagged(session: Session) -> set[tuple[object, ...]]:
    """Which unit is in whose tag, on which days."""
    row = OrganizationTag
    return set(
        session.execute(
            select(row.organization_id, Tag.held_by_id, Tag.name, Tag.kind)
            .add_columns(row.valid_from, row.valid_until)
            .join(Tag, Tag.id == row.tag_id)
            .where(as_known(row))
        ).all()
    )


def organizations(database: Database, folder: Path, *rows: str) -> Outcome:
    file = folder / "don-vi.csv"
    header = "code,name,level,parent_code,from,until,successor,tags"
    file.write_text("\n".join((header, *rows)), encoding="utf-8")
    return taking(database, "organizations", file).run()


TREE = (
    "T,Tỉnh,tinh,,2020-01-01,,,T:Nhóm trống|khac|-",
    "A,CĐCS A,co_so,T,2020-01-01,2026-03-01,,T:KCN: cũ|kcn",
    "A,CĐCS A mới,co_so,T,2026-03-01,,,T:KCN: cũ;T:Dệt may|nganh|2025-01-01|2026-01-01",
    "B,CĐCS B,co_so,T,2020-01-01,,,A:Dệt may|nganh|2026-02-01",
)


def test_groups_of_units_come_with_the_tree_and_the_same_file_twice_is_the_same(
    database: Database, tmp_path: Path
) -> None:
    first = organizations(database, tmp_path, *TREE)
    assert not first.refused
    out = tmp_path / "organizations.csv"
    with database.read() as session:
        known = tagged(session)
        assert {(name, kind) for _unit, _holder, name, kind, *_days in known} == {
            ("KCN: cũ", TagKind.KCN),
            ("Dệt may", TagKind.NGANH),
        }
        assert len(known) == 3  # the days of A's two rows are one span
        assert session.scalars(select(Tag.name).where(Tag.name == "Nhóm trống")).all()
        exchange.write(session, "organizations", out)
    told = {row["code"]: row["tags"] for row in files.read(out) if row["tags"]}
    assert told["B"] == "A:Dệt may|nganh|2026-02-01"
    assert told["T"] == "T:Nhóm trống|khac|-"
    for file in (out, tmp_path / "don-vi.csv"):
        again = taking(database, "organizations", file).run()
        assert set(again.states) == {RowState.SAME}
        with database.read() as session:
            assert tagged(session) == known
    silent = [line.rsplit(",", 1)[0] + "," for line in TREE]
    assert set(organizations(database, tmp_path, *silent).states) == {RowState.SAME}
    with database.write() as session:
        assert tagged(session) == known
        session.execute(update(OrganizationTag).values(superseded_at=NOW))
        for tag in session.scalars(select(Tag)):
            tag.name += " xưa"
    assert taking(database, "organizations", out).run().states[RowState.CHANGED]
    with database.read() as session:
        assert tagged(session) == known


def test_a_merged_unit_leaves_its_groups_to_its_heir_and_bad_ones_are_refused(
    database: Database, tmp_path: Path
) -> None:
    organizations(database, tmp_path, *TREE)
    merged = TREE[2].replace("2026-03-01,,,", "2026-03-01,2026-06-01,C,")
    rows = (*TREE[:2], merged, "C,CĐCS C,co_so,T,2020-01-01,,,")
    assert not organizations(database, tmp_path, *rows).refused
    with database.read() as session:
        heir = organization.by_code(session, "C").id
        [(name, *days)] = [(row[2], *row[4:]) for row in tagged(session) if row[0] == heir]
    assert (name, days) == ("KCN: cũ", [date(2026, 6, 1), None])
    wrong = {
        "D,CĐCS D,co_so,T,2020-01-01,,,KCN": "tag_needs_holder",
        "E,CĐCS E,co_so,T,2020-01-01,,,Z:KCN": "tag_holder_unknown",
        "F,CĐCS F,co_so,T,2020-01-01,,,T:KCN|kcn|2026-02-01|2026-01-01": "span_empty",
        "G,CĐCS G,co_so,T,2020-01-01,,,E:KCN": "tag_holder_unknown",  # E was refused
        "H,CĐCS H,co_so,T,2020-01-01,,,T:KCN|lạ": "choice_unknown",
    }
    outcome = organizations(database, tmp_path, *wrong)
    assert {problem.line: problem.code for problem in outcome.refused} == dict(
        enumerate(wrong.values(), 2)
    )
    assert all(has_sentence(problem.code) for problem in outcome.refused)
    with database.read() as session:
        assert organization.find(session, "E") is None
