"""The signed file with which an enrolled phone answers without a network."""

import gzip
from datetime import datetime, timedelta
from threading import Lock
from typing import Final, NamedTuple

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.api import scope
from benefits.api.describing import Answer, Described, describe
from benefits.api.places import own_hosts
from benefits.api.texts import Text
from benefits.database import Database
from benefits.periods import day_of
from benefits.purchases import offline
from benefits.purchases.offline import Survey
from benefits.web import allow, current

pages = Blueprint("offline_file", __name__)

MEDIA: Final = "application/octet-stream"
KEPT: Final = "benefits.survey"
SURVEY_LASTS: Final = timedelta(minutes=5)
_MAKING: Final = Lock()
DESCRIBED: Final = Described(
    tag="keys",
    summary=Text("Tệp ngoại tuyến của điểm ưu đãi", "The outlet's offline file"),
    about=Text(
        "Tệp có chữ ký để điện thoại đã ghép kiểm tra thẻ khi mất mạng: trạng thái từng thẻ theo "
        "số thứ tự, các ưu đãi và phạm vi, khóa công khai, thu ngân. Dùng được 72 giờ; gửi "
        "If-None-Match để chỉ tải khi có thay đổi. Cách đọc: docs/offline-file.md.",
        "The signed file with which an enrolled phone checks cards without a network: how each "
        "card stands, by its index, the offers and whom they cover, public keys, cashiers. Good "
        "for 72 hours; send If-None-Match to fetch only changes. How to read it: "
        "docs/offline-file.md.",
    ),
    answers={
        200: Answer(
            Text("Tệp, có thể nén gzip", "The file, perhaps in gzip"),
            {"type": "string", "format": "binary"},
            media=MEDIA,
            headers={"ETag": Text("Đổi khi tệp đổi.", "Changes with the file.")},
        ),
        304: Answer(Text("Tệp đang có vẫn đúng", "What you hold is still right"), {}, media=""),
    },
)


class Kept(NamedTuple):
    database: Database
    survey: Survey


@pages.get("/offline-file")
@allow(Permission.READ_OFFLINE_FILE)
@describe(DESCRIBED)
def offline_file() -> ResponseReturnValue:
    made = offline.file_for(
        current.session(),
        scope.outlet_id(),
        _survey(current.now()),
        ring=current.key_ring(),
        own_hosts=own_hosts(),
    )
    answer = Response(mimetype=MEDIA)
    answer.set_etag(made.digest, weak=True)
    answer.vary.add("Accept-Encoding")
    answer.headers["Cache-Control"] = "private, no-cache"
    if request.if_none_match.contains_weak(made.digest):
        answer.status_code = 304
        return answer
    return _filled(answer, made.content)


def _filled(answer: Response, content: bytes) -> Response:
    if request.accept_encodings["gzip"]:
        content = gzip.compress(content, compresslevel=6, mtime=0)
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_data(content)
    return answer


def _survey(now: datetime) -> Survey:
    """Survey all cards once for all outlets, again when that is some minutes old.

    While one phone waits for a new survey, the others get what the last one says.
    """
    kept = _kept(now)
    if kept is not None and (_is_fresh(kept, now) or _MAKING.locked()):
        return kept
    with _MAKING:
        kept = _kept(now)
        if kept is None or not _is_fresh(kept, now):
            kept = offline.survey(current.session(), now)
            current_app.extensions[KEPT] = Kept(current.database(), kept)
        return kept


def _kept(now: datetime) -> Survey | None:
    """Return the last survey of this database, if it was made today."""
    kept: Kept | None = current_app.extensions.get(KEPT)
    if kept is None or kept.database is not current.database():
        return None
    return kept.survey if kept.survey.days[0].day == day_of(now) else None


def _is_fresh(survey: Survey, now: datetime) -> bool:
    return timedelta(0) <= now - survey.made_at < SURVEY_LASTS
