"""Making this browser a phone of an outlet, and no longer what it was, here or elsewhere."""

from benefits import audit
from benefits.access import Device, Refused, devices
from benefits.access.devices import Paired
from benefits.web import current
from benefits.web.browsers import this_browser
from partner_portal.phone import this_phone


def pair(word: str, name: str | None = None) -> Paired | Refused:
    """Use an invitation up; what this browser was until now is out of use, its shift is over."""
    session, now, before = current.session(), current.now(), this_phone()
    called = name or this_browser().name
    answer = devices.pair(session, word, name=called, now=now, address=current.address())
    if isinstance(answer, Refused):
        return answer
    by = answer.device.enrolled_by_id
    audit.note(session, by, "phone_paired", "devices", answer.device.id, now=now)
    if before is not None:
        _give_up(before, answer.device)
    return answer


def _give_up(phone: Device, paired: Device) -> None:
    """Take out of use what nothing can speak for: its word is about to be overwritten here."""
    session, now, by = current.session(), current.now(), current.actor().account_id
    devices.revoke(session, phone, now)
    act = "phone_paired_anew" if phone.outlet_id == paired.outlet_id else "phone_left"
    audit.note(session, by, act, "devices", phone.id, now=now)
