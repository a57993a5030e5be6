"""Rows with the codes and names that files and screens know, in the order people read them."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Agreement
from benefits.errors import NotFound
from benefits.figures.answers import By, Figures, Question, Row
from benefits.figures.readings import Path
from benefits.organization import Organization, name_on, names_on
from benefits.partners import Outlet, Partner


def code_of(session: Session, organization_id: int | None) -> str | None:
    if organization_id is None:
        return None
    unit = session.get(Organization, organization_id)
    if unit is None:
        raise NotFound("unknown_organization", organization=organization_id)
    return unit.code


def total_row(session: Session, question: Question, figures: Figures) -> Row:
    unit = question.organization_id
    if unit is None:
        return Row("", "", *figures)
    name = name_on(session, unit, question.period.last, question.as_of)
    return Row(code_of(session, unit) or "", name, *figures)


def unit_rows(
    session: Session,
    question: Question,
    found: Mapping[int, Figures],
    listed: Mapping[int, Path],
) -> list[Row]:
    """Name the listed units as of the period's last day, from the top of the tree down."""
    codes = dict(session.execute(select(Organization.id, Organization.code)).all())
    names = names_on(session, None, question.period.last, question.as_of)
    lines = []
    for unit, path in listed.items():
        place = [codes[each] for each in (path or (unit,))]
        row = Row(codes[unit], names.get(unit, ""), *found.get(unit, Figures()))
        lines.append((place, row))
    return [row for _, row in sorted(lines)]


def named_rows(session: Session, by: By, found: Mapping[int | str, Figures]) -> list[Row]:
    """Name the values of a dimension; a category, a kind or an evidence is its own name here."""
    known = _names(session, by)
    rows = []
    for value, figures in found.items():
        key, name = known.get(value, (str(value), str(value)))
        rows.append(Row(key, name, *figures))
    return sorted(rows)


def _names(session: Session, by: By) -> Mapping[int | str, tuple[str, str]]:
    match by:
        case By.PARTNER:
            columns = select(Partner.id, Partner.code, Partner.name)
        case By.OUTLET:
            columns = select(Outlet.id, Outlet.code, Outlet.name)
        case By.AGREEMENT:
            columns = select(Agreement.id, Agreement.number, Partner.name).join(
                Partner, Partner.id == Agreement.partner_id
            )
        case _:
            return {}
    return {key: (code, name) for key, code, name in session.execute(columns)}
