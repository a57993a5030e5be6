"""From what an officer wrote to the decision itself: shown beforehand, then carried out once."""

from collections.abc import Iterator
from typing import TypeVar

from flask import request
from flask_babel import gettext as _

from benefits import reorganizations
from benefits.desk.partnership.agreement_forms import told
from benefits.desk.reorganization import reorganizing_units
from benefits.desk.reorganization.reorganizing_draft import GOES, Draft
from benefits.desk.reorganization.reorganizing_forms import DecisionForm
from benefits.desk.reorganization.reorganizing_words import FIGURES
from benefits.errors import DomainError
from benefits.jobs import FileStore
from benefits.money import grouped
from benefits.periods import day_of
from benefits.reorganizations import (
    Back,
    Choices,
    CoverageGoes,
    Decision,
    Objection,
    OfficersGo,
    Outdated,
    Plan,
    Preview,
    Refused,
)
from benefits.web import current

Choice = TypeVar("Choice", CoverageGoes, OfficersGo)


def carried(draft: Draft) -> Iterator[tuple[str, str]]:
    """Give every field that was written, to be sent once more with the confirmation."""
    yield "donvi", draft.unit.code
    yield "units", "\n".join(draft.chosen)  # one field: a form with files may hold but so many
    for item in draft.form:
        if item.name not in ("parts", "codes"):
            yield from _sent(item.name)
    for name in request.form:
        if name.startswith(("parts-", GOES)):
            yield from _sent(name)


def _sent(name: str) -> Iterator[tuple[str, str]]:
    chosen = request.form.get(f"{name}-chon")
    if chosen:
        yield name, chosen
        return
    for value in request.form.getlist(name):
        yield name, value


def seen(plan: Plan, paper: DecisionForm) -> Preview:
    session, within = current.session(), reorganizing_units.bound()
    return reorganizations.preview(session, plan, _choices(paper), now=current.now(), within=within)


def look_again(paper: DecisionForm, preview: Preview) -> Iterator[str]:
    """Say what has changed since the preview that was confirmed, and take this one for shown."""
    was, now = paper.shown.data, reorganizations.mark_of(preview)
    paper.shown.data = now
    if was is None or was == now:
        return
    yield _("Từ lúc bạn xem đã thay đổi. Hãy xem lại rồi ghi.")
    for each in reorganizations.changes(was, preview):
        label, before, after = FIGURES[each.name], grouped(each.was), grouped(each.now)
        yield _("%(what)s: %(before)s, nay là %(after)s", what=label, before=before, after=after)


def said(objection: Objection) -> str:
    """Say what speaks against a plan, or is to be known, in the language of the page."""
    return told(objection.code, **objection.params)


def carried_out(draft: Draft, plan: Plan, paper: DecisionForm) -> int | None:
    """Carry the plan out; return its record, or put beside the fields why it cannot be.

    A second tap on the button finds what the first one did.
    """
    session, choices = current.session(), _choices(paper)
    if paper.errors:
        return None
    by, now, within = current.actor().account_id, current.now(), reorganizing_units.bound()
    try:
        decision = _decision(paper)
        return reorganizations.carry_out(
            session,
            plan,
            choices,
            decision,
            by=by,
            now=now,
            within=within,
            shown=paper.shown.data or "",
        ).id
    except Refused as refusal:
        draft.refused = refusal.objections
    except Outdated:
        pass  # the page that is shown next says what has changed
    except DomainError as refusal:
        paper.blame("scan", told(refusal.code, **refusal.params))
    return None


def _decision(paper: DecisionForm) -> Decision:
    signed_on = paper.signed_on.data or day_of(current.now())
    return Decision(
        number=paper.number.data or "",
        signed_on=signed_on,
        scan_hash=_kept(paper),
        form_id=paper.form_id.data or None,
    )


def _kept(paper: DecisionForm) -> str | None:
    file = paper.scan.data
    if not file or not file.filename:
        return None
    file.stream.seek(0)  # the request may be answered a second time
    store = FileStore(current.settings().files_dir)
    return reorganizations.keep_scan(
        current.session(), store, file.stream, name=file.filename, now=current.now()
    )


def _choices(paper: DecisionForm) -> Choices:
    return Choices(
        holder=_unit(paper, "holder"),
        coverage=_chosen(paper, "coverage", CoverageGoes.HEIRS),
        officers=_chosen(paper, "officers", OfficersGo.ALONG),
        officers_to=_unit(paper, "officers_to"),
        takes_back=_back(paper),
    )


def _back(paper: DecisionForm) -> frozenset[Back] | None:
    """Read what was ticked to come back; nobody was asked before the first look."""
    if paper.takes_back.raw_data is None:
        return None
    return frozenset(each for each in Back if each in (paper.takes_back.data or ()))


def _chosen(paper: DecisionForm, name: str, otherwise: Choice) -> Choice:
    """Read a choice; one that is none is blamed on the field, and the page shows the usual one."""
    kind, typed = type(otherwise), paper[name].data
    return kind(typed) if typed in {each.value for each in kind} else otherwise


def _unit(paper: DecisionForm, name: str) -> str | None:
    """Read a unit that takes something over, or say that no such one is there."""
    typed = paper[name].data or ""
    code, _found = reorganizing_units.one(typed)
    if typed and code is None and not paper[name].errors:
        paper.blame(name, _("Không có đơn vị nào mang mã này trong phạm vi của bạn."))
    return code
