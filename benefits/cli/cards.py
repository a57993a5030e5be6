"""`cards issue`: cards for everyone of a sub-tree who has none, as a file to print."""

import csv
from pathlib import Path

import click

from benefits import organization
from benefits.cards import batches
from benefits.cli.place import Place, of_place, progress, say
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
    with place.database.read() as session, progress("In thẻ") as show:
        batch = batches.Batch(
            session,
            place.ring,
            place.settings.public_url,
            printed,
            day_of(now),
            hotline=place.settings.hotline,
        )
        if out is not None:
            batch.write_pdf(out, show)
        if codes is not None:
            with codes.open("w", encoding="utf-8-sig", newline="") as opened:
                writer = csv.writer(opened)
                writer.writerow(("member_no", "card_code", "token"))
                writer.writerows(batch.codes())
    say(f"Đã cấp {len(printed)} thẻ.")
