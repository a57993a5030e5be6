"""`keys`: the keys that sign cards are listed, changed, kept elsewhere and let go."""

from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from benefits import audit
from benefits.audit import Entry
from benefits.cards import begin_anew, key_backup, key_needs
from benefits.cli.place import AS_JSON, Place, answer, of_place, say
from benefits.cli.usage import insist
from benefits.errors import KeysUnusable
from benefits.members import identity_key
from benefits.periods import day_of

AT_ONCE = 2_000  # people, so that no other writer waits long
A_FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.group(help="Khóa ký thẻ.")
def keys() -> None:
    """Hold the commands of keys."""


@keys.command("list", help="Các khóa, và khóa nào còn thẻ cần đến.")
@AS_JSON
@of_place
def list_keys(place: Place, *, as_json: bool) -> None:
    found = _told(place)
    if as_json:
        answer({"keys": found})
        return
    for each in found:
        click.echo(_line(each))


@keys.command(help="Tạo khóa mới và ký bằng khóa đó từ bây giờ; thẻ cũ vẫn dùng được.")
@click.option("--lost", is_flag=True, help="Mọi khóa cũ đã mất hẳn: bắt đầu lại, in lại mọi thẻ.")
@AS_JSON
@of_place
def rotate(place: Place, *, lost: bool, as_json: bool) -> None:
    made = _begin_anew(place) if lost else place.ring.rotate()
    _note(place, "keys_rotated", made)
    what = "thẻ đã in phải in lại hết" if lost else "thẻ ký bằng các khóa trước vẫn dùng được"
    say(f"Khóa số {made} ký từ bây giờ; {what}.")
    say("Hãy sao lưu ngay: benefits keys backup FILE")
    if as_json:
        answer({"key": made, "keys": place.ring.ids})


def _begin_anew(place: Place) -> int:
    """Take the next number after all that are written down: a number names one key for ever."""
    changed = select(Entry.subject_key).where(Entry.act == "keys_rotated")
    with place.database.read() as session:
        used = [int(number) for number in session.scalars(changed) if number]
    return begin_anew(place.settings.keys_dir, used)


@keys.command(help="Thôi nhận một khóa cũ, khi không còn thẻ nào cần đến hoặc khi khóa bị lộ.")
@click.argument("key_id", type=int)
@click.option("--stolen", is_flag=True, help="Khóa bị lộ: thôi nhận ngay, dù còn thẻ cần đến.")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@of_place
def retire(place: Place, *, key_id: int, stolen: bool, yes: bool) -> None:
    if stolen:
        _give_up(place, key_id, is_sure=yes)
        return
    with place.database.read() as session:
        key_needs.retire(session, place.ring, key_id, place.now)
    _note(place, "key_retired", key_id)
    say(f"Từ bây giờ thẻ ký bằng khóa số {key_id} không được nhận nữa.")


def _give_up(place: Place, key_id: int, *, is_sure: bool) -> None:
    """Believe a stolen key no more, after telling which cards stop with it."""
    with place.database.read() as session:
        stopped = key_needs.stopped_by_loss_of(session, place.ring, key_id, place.now)
    say(f"Nhiều nhất {stopped} thẻ in đang dùng mang chữ ký của khóa số {key_id}.")
    say("Từ lúc thôi nhận, máy quét không nhận mã QR của các thẻ đó cho đến khi in lại, và báo")
    say("thu ngân gõ mã in dưới mã QR. Thẻ trên điện thoại tự lấy mã mới khi có mạng.")
    if not is_sure:
        insist("Thôi nhận khóa này ngay bây giờ?")
    place.ring.retire(key_id, place.now)
    _note(place, "key_given_up", key_id, cards=stopped)
    newer = min(each for each in place.ring.ids if each > key_id)
    day = f"{day_of(place.ring.made_at(newer)):%d/%m/%Y}"
    say(f"Đã thôi nhận khóa số {key_id}. Việc tiếp theo: benefits keys backup FILE, rồi in lại các")
    say(f"thẻ đó: danh sách thẻ, lọc “Chưa in, hoặc in trước ngày” {day}, In các thẻ này.")
    say("Số thẻ và mã gõ tay giữ nguyên.")


@keys.command(
    "renew-papers", help="Khóa của số giấy tờ đã mất hẳn: quên các số đã lưu, tạo khóa mới."
)
@click.option("--lost", is_flag=True, required=True, help="Không còn bản sao nào của khóa cũ.")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@of_place
def renew_papers(place: Place, *, lost: bool, yes: bool) -> None:  # noqa: ARG001 - it is said
    folder = place.settings.keys_dir
    with place.database.read() as session:
        if not identity_key.is_missing(folder, session):
            raise KeysUnusable("paper_key_is_there", folder=str(folder))
        people = identity_key.count_hashes(session)
    say(f"{people} người có số giấy tờ đã lưu. Không ai trong số đó còn được nhận ra theo số ấy")
    say("cho đến khi số được nhập lại; mã đoàn viên, thẻ, lượt sử dụng và bốn số cuối giữ nguyên.")
    if not yes:
        insist("Khóa cũ không còn bản sao nào, tạo khóa mới?")
    while place.write(lambda session: identity_key.forget_hashes(session, AT_ONCE)):
        pass
    with place.database.write() as session:
        audit.note(
            session,
            *(None, "paper_key_renewed", "paper_keys", identity_key.KEY_FILE),
            now=place.now,
            fields={"people": people},
        )
    identity_key.make(folder)  # last: what is stopped half-way is still refused, and begun again
    say("Đã tạo khóa mới. Việc tiếp theo: benefits keys backup FILE, rồi nhập lại các danh sách")
    say("có mã đoàn viên và số giấy tờ, để mỗi người lại được nhận ra theo số của mình.")


@keys.command(help="Ghi mọi khóa vào một tệp để cất nơi khác.")
@A_FILE
@AS_JSON
@of_place
def backup(place: Place, *, file: Path, as_json: bool) -> None:
    kept = key_backup.back_up(place.ring.folder, file)
    if as_json:
        answer({"keys": kept, "file": str(file)})
    say(f"Đã ghi {len(kept)} khóa vào {file} và đọc lại đúng.")
    say("Ai có tệp này làm giả được thẻ: hãy cất riêng, ngoài máy chủ.")


@keys.command(help="Đưa các khóa đang thiếu từ tệp sao lưu về.")
@A_FILE
@AS_JSON
@of_place
def restore(place: Place, *, file: Path, as_json: bool) -> None:
    brought = key_backup.bring_back(file, place.settings.keys_dir)
    if as_json:
        answer({"keys": brought, "file": str(file)})
    say(f"Đã đưa về {len(brought)} khóa." if brought else "Không thiếu khóa nào.")


def _told(place: Place) -> list[dict[str, Any]]:
    ring, now, told = place.ring, place.now, []
    with place.database.read() as session:
        for key_id in ring.ids:
            need = key_needs.need_of(session, ring, key_id, now)
            state = "signing" if need.signs else "unneeded" if need.is_over else "needed"
            last_day = need.last_day.isoformat() if need.last_day else None
            made = day_of(ring.made_at(key_id)).isoformat()
            told.append(
                {
                    "key": key_id,
                    "state": state,
                    "made_on": made,
                    "cards": need.cards,
                    "last_day": last_day,
                }
            )
    return [*told, *({"key": each, "state": "retired"} for each in ring.retired_ids)]


def _line(told: dict[str, Any]) -> str:
    said = {
        "signing": "đang ký",
        "needed": f"còn cần cho {told.get('cards')} thẻ in, đến hết {told.get('last_day')}",
        "unneeded": f"không còn thẻ nào cần: benefits keys retire {told['key']}",
        "retired": "thôi nhận",
    }
    return f"Khóa số {told['key']}: {said[told['state']]}"


def _note(place: Place, act: str, key_id: int, **fields: int) -> None:
    with place.database.write() as session:
        audit.note(session, None, act, "keys", key_id, now=place.now, fields=fields)
