"""Who looked at somebody's cards and data, and what else was done to the records."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _

from benefits import audit, purchases
from benefits.audit import Entry
from benefits.cards.printing import serial_of
from benefits.purchases import Glance
from benefits.purchases.glances import DONE_FOR, SEEN
from benefits.web.filters import moment
from benefits.web.languages import language
from benefits.wording.acts import act_told
from member_portal import looks
from member_portal.own_file.whose import MOST, Row, Whose, about


def rows(whose: Whose) -> Iterator[Row]:
    found = purchases.glances_at(whose.session, whose.member_id, most=MOST)
    units = whose.unit_names(look.organization_id for look in found)
    for look in found:
        card = about(_("thẻ số"), serial_of(look.card_index) if look.card_index else "")
        yield _("Lần xem thẻ"), moment(look.at), _who(look, units), _came_of(look), card
    yield from _acts(whose)


def _came_of(look: Glance) -> str:
    return ". ".join(filter(None, (looks.told(look), looks.why(look))))


def _who(look: Glance, units: Mapping[int, str]) -> str:
    if not look.is_of_officer:
        return look.outlet_name or ""
    unit = units.get(look.organization_id or 0, "")
    return " ".join(filter(None, (_("Cán bộ công đoàn"), unit)))


def _acts(whose: Whose) -> Iterator[Row]:
    """Tell what was done, not by whom: officers' names are no data of the member's."""
    first, *others = whose.records
    also = [("members", each) for each in others]
    is_told = Entry.act.endswith(SEEN, autoescape=True) | Entry.act.in_(DONE_FOR)
    for noted in audit.about(whose.session, "members", first, also=also, only=~is_told, limit=MOST):
        entry = noted.entry
        said = act_told(entry.act, entry.fields, language())
        record = whose.record(int(entry.subject_key))
        yield _("Việc đã làm với hồ sơ"), moment(entry.known_at), said, "", record
