"""A photo as an answer, and the form that moves its cut: the same for officer and owner."""

from typing import Self

from flask import Response, request
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import NumberRange
from wtforms.widgets import RangeInput

from benefits.errors import NotFound
from benefits.jobs import FileStore
from benefits.members.photo_content import Framing
from benefits.members.photo_record import MemberPhoto
from benefits.web import current
from benefits.web.forms import Form, given


def slider(label: str, least: int, most: int) -> IntegerField:
    """Make a field that is moved by a finger, and still is a number without scripts."""
    bounds = NumberRange(least, most, _l("Số này nằm ngoài khoảng cho phép."))
    return IntegerField(label, [given(), bounds], widget=RangeInput(step="5"))


class CutForm(Form):
    """Where the middle of what is shown lies, and how near it is."""

    across = slider(_l("Trái – phải"), 0, 100)
    down = slider(_l("Trên – dưới"), 0, 100)
    zoom = slider(_l("Xa – gần"), 100, 400)

    @property
    def framing(self) -> Framing:
        return Framing(self.across.data or 0, self.down.data or 0, self.zoom.data or 100)

    @classmethod
    def of(cls, photo: MemberPhoto | None) -> Self:
        """Make the form as a photo stands now."""
        now = photo.framing if photo is not None else Framing()
        data = {"across": now.across, "down": now.down, "zoom": now.zoom}
        return cls(formdata=None, data=data)


def photo_answer(photo_hash: str | None) -> Response:
    """Hand out a photo to whoever was found to be allowed; no proxy may keep it."""
    store = FileStore(current.settings().files_dir)
    content = store.content(photo_hash) if photo_hash else None
    if content is None:
        raise NotFound
    answer = Response(content, mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(photo_hash or "")
    answer.make_conditional(request)
    return answer
