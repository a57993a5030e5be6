"""What an officer does to all cards of a list at once, after seeing which it would touch."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import func, select
from wtforms import IntegerField, SelectField

from benefits import audit
from benefits.access import Permission
from benefits.cards import Card, CardStatus
from benefits.cards.becoming import can_become
from benefits.desk import scope
from benefits.desk.carding import card_list, card_work
from benefits.desk.carding.card_acts import ACTS, RESTORED, Act, to_choose_from, why_back
from benefits.errors import NotFound
from benefits.periods import day_of
from benefits.web import Form, allow, current, given, required
from benefits.web.lists import Register

pages = Blueprint("card_bulk", __name__, url_prefix="/the/hang-loat")

OFFERED: Final = ("tam-khoa", "mo-lai", "doi", "thu-hoi")
MOST: Final = 20_000


class BulkForm(Form):
    """Typing the number is how somebody says that it was read, and not another one."""

    reason = SelectField(_l("Lý do"), [required(_l("Hãy chọn lý do."))], choices=[])
    number = IntegerField(_l("Gõ số thẻ để xác nhận"), [given(_l("Hãy gõ số thẻ."))])

    @classmethod
    def of(cls, slug: str, statuses: Iterable[CardStatus]) -> "BulkForm":
        """Make an act's form for cards of some statuses: why they come back depends on these."""
        form = cls(prefix=slug)
        reasons = why_back(statuses) if slug == RESTORED else ()
        form.reason.choices = to_choose_from(slug, reasons or ACTS[slug].reasons)
        return form


@dataclass(frozen=True, slots=True)
class Choice:
    """An act, and how many of the listed cards it would change."""

    slug: str
    act: Act
    changes: int
    form: BulkForm


@pages.get("")
@allow(Permission.MANAGE_CARDS)
def page() -> ResponseReturnValue:
    return _page()


@pages.post("/<act>")
@allow(Permission.MANAGE_CARDS)
def change(act: str) -> ResponseReturnValue:
    """Change the listed cards in the background, where they still are as many as was read."""
    if act not in OFFERED:
        raise NotFound
    form, indexes = BulkForm.of(act, _counts(card_list.asked())), _touched(act)
    is_sent = form.is_sent()
    if is_sent and form.number.data != len(indexes):
        form.blame("number", _how_many_now(len(indexes)))
        is_sent = False
    if not is_sent or not 0 < len(indexes) <= MOST:
        return _page((act, form)), 422
    status, by, now = ACTS[act].becomes, current.actor().account_id, current.now()
    job = card_work.change(indexes, status, form.reason.data)
    fields = {"status": status.value, "count": len(indexes), "job": job.id}
    unit = scope.organization_id()
    audit.note(
        current.session(), by, "cards_changed", "organizations", unit, now=now, fields=fields
    )
    return redirect(url_for("jobs.page", job_id=job.id), 303)


def _how_many_now(cards: int) -> str:
    told: str = ngettext(
        "Số thẻ bây giờ là %(count)s. Hãy xem lại.",
        "Số thẻ bây giờ là %(count)s. Hãy xem lại.",
        cards,
        count=cards,
    )
    return told


def _page(sent: tuple[str, BulkForm] | None = None) -> str:
    register = card_list.asked()
    counts = _counts(register)
    count = sum(counts.values())
    return render_template(
        "desk/cards/bulk.html",
        counts=counts,
        count=count,
        most=MOST,
        choices=[] if count > MOST else [_choice(slug, counts, sent) for slug in OFFERED],
        is_narrowed=bool(register.form.narrowed_by or request.args.get("dot")),
    )


def _counts(register: Register) -> dict[CardStatus, int]:
    """Count the listed cards by status, up to one more than may be."""
    listed = register.selection.chosen.limit(MOST + 1).subquery()
    counted = select(Card.status, func.count()).where(Card.index.in_(select(listed.c.index)))
    return dict(current.session().execute(counted.group_by(Card.status)).all())


def _choice(slug: str, statuses: Iterable[CardStatus], sent: tuple[str, BulkForm] | None) -> Choice:
    form = sent[1] if sent and sent[0] == slug else BulkForm.of(slug, statuses)
    return Choice(slug, ACTS[slug], len(_touched(slug)), form)


def _touched(slug: str) -> list[int]:
    """List which of the cards an act would change, up to one more than may be."""
    can = can_become(ACTS[slug].becomes, day_of(current.now()))
    chosen = card_list.asked().selection.chosen.where(can)
    return list(current.session().scalars(chosen.limit(MOST + 1)))
