"""`cards issue`: cards for everyone of a sub-tree who has none, as a file to print."""

import csv
from datetime import datetime
from pathlib import Path

import click

from benefits import organization
from benefits.cards import batches
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
        printed = batches.issue_for(session, root.id, by=None, now=now, day=day_of(now))
    try:
        _print(place, printed, out, codes, now)
    except DomainError:
        with place.database.write() as session:
            batches.withdraw(session, printed, by=None, now=now)
        raise
    say(f"Đã cấp {len(printed)} thẻ." if printed else "Mọi người đều đã có thẻ, không cấp thêm.")


def _print(
    place: Place, printed: list[int], out: Path | None, codes: Path | None, now: datetime
) -> None:
    with place.database.read() as session, progress("In thẻ") as show:
        batch = batches.Batch(
            session,
            place.ring,
            place.settings.public_url,
            printed,
            day_of(now),
            hotline=place.settings.hotline,
        )
        if out is not None and printed:
            batch.write_pdf(out, show)
        if codes is not None:
            with codes.open("w", encoding="utf-8-sig", newline="") as opened:
                writer = csv.writer(opened)
                writer.writerow(("member_no", "card_code", "token"))
                writer.writerows(batch.codes())
