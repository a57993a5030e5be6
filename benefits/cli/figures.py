"""`figures`: people, uses and benefit of a unit over a period."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from benefits import figures as measured
from benefits import organization
from benefits.cli.place import AS_JSON, Place, answer, of_place
from benefits.figures import By, Only, Question, Reading
from benefits.money import grouped
from benefits.periods import CALENDAR, MID_MONTH, Cutoff, Period

A_DAY = click.DateTime(formats=["%Y-%m-%d"])
CUTOFFS: dict[str, Cutoff] = {"1": CALENDAR, "15": MID_MONTH}
PARTS = ("month", "organization", "partner", "agreement", "category")


@click.command(help="Số đoàn viên sử dụng, số lượt, giá trị hưởng lợi (đồng) của một đơn vị.")
@click.option("--organization", "unit", required=True, help="Mã đơn vị.")
@click.option("--from", "first", type=A_DAY, required=True, help="Ngày đầu, YYYY-MM-DD.")
@click.option("--until", "after", type=A_DAY, required=True, help="Ngày sau ngày cuối, YYYY-MM-DD.")
@click.option("--by", type=click.Choice(PARTS), help="Chia theo.")
@click.option(
    "--cutoff", type=click.Choice(list(CUTOFFS)), default="15", help="Ngày đầu tháng báo cáo."
)
@click.option(
    "--tree", type=click.Choice(["then", "now"]), default="then", help="Cây lúc đó hay hiện nay."
)
@click.option("--tag", help="Chỉ đơn vị thuộc nhóm này (KCN, ngành, địa bàn).")
@AS_JSON
@of_place
def figures(
    place: Place,
    *,
    unit: str,
    first: datetime,
    after: datetime,
    by: str | None,
    cutoff: str,
    tree: str,
    tag: str | None,
    as_json: bool,
) -> None:
    period = Period(first.date(), after.date())
    with place.database.read() as session:
        question = Question(
            organization_id=organization.by_code(session, unit).id,
            period=period,
            tree=Reading(tree),
            by=By(by) if by else None,
            cutoff=CUTOFFS[cutoff],
            as_of=place.now,
            only=Only(tag_id=_tag_id(session, tag)),
        )
        document = measured.to_json(measured.ask(session, question))
    answer(document) if as_json else _tell(document)


def _tag_id(session: Session, said: str | None) -> int | None:
    return None if said is None else organization.tag_said(session, said).id


def _tell(document: Mapping[str, Any]) -> None:
    names = ("people", "uses", "benefit", "subsidy", "turnover")
    click.echo("mã\ttên\tsố người\tsố lượt\thưởng lợi\thỗ trợ\tdoanh thu")
    for row in document["rows"]:
        cells = (grouped(row[name]) for name in names)
        click.echo("\t".join((row["key"], row["name"], *cells)))
