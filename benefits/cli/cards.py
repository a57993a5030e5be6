"""`cards issue`: cards for everyone of a sub-tree who has none, as a file to print."""

import csv
from datetime import datetime
from pathlib import Path

import click

from benefits import organization
from benefits.cards import batches, giving
from benefits.cli.place import Place, of_place, progress, say
from benefits.errors import DomainError
from benefits.periods import day_of


@click.group(help="Thẻ ưu đãi.")
def cards() -> None:
    """Hold the commands of cards."""


@cards.command(help="Cấp thẻ in cho mọi người trong đơn vị và cấp dưới chưa có thẻ.")
@click.option("--organization", "unit", required=True, help="Mã đơn vị.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Tệp PDF để in (A4).")
@click.option("--codes", type=click.Path(dir_okay=False, path_type=Path), help="Tệp CSV mã thẻ.")
@of_place
def issue(place: Place, *, unit: str, out: Path | None, codes: Path | None) -> None:
    if not place.settings.is_https:
        say(
            f"Chú ý: PUBLIC_URL là {place.settings.public_url}, không phải https;"
            " máy quét trong trình duyệt chỉ chạy trên https. Vẫn tiếp tục."
        )
    now = place.now
    with place.database.write() as session:
        root = organization.by_code(session, unit)
        revoked = len(giving.not_given(session, root.id, day_of(now)))
        given = batches.issue_for(session, root.id, by=None, now=now, day=day_of(now))
    try:
        printed = _print(place, given, out, codes, now)
    except DomainError:
        with place.database.write() as session:
            batches.withdraw(session, given, by=None, now=now)
        raise
    with place.database.write() as session:
        batches.note_printed(session, printed, now)
    say(f"Đã cấp {len(given)} thẻ." if given else "Không còn ai để cấp thẻ.")
    if revoked:
        say(f"{revoked} người đã bị thu hồi thẻ nên không được cấp chung: cấp riêng từng người.")


def _print(
    place: Place, given: list[int], out: Path | None, codes: Path | None, now: datetime
) -> list[int]:
    """Write what was asked for; return the cards that were drawn."""
    with place.database.read() as session, progress("In thẻ") as show:
        batch = batches.Batch(
            session,
            place.ring,
            place.settings.public_url,
            given,
            day_of(now),
            hotline=place.settings.hotline,
        )
        if out is not None and given:
            batch.write_pdf(out, show)
        if codes is not None:
            with codes.open("w", encoding="utf-8-sig", newline="") as opened:
                writer = csv.writer(opened)
                writer.writerow(("member_no", "card_code", "token"))
                writer.writerows(batch.codes())
        return batch.printed
