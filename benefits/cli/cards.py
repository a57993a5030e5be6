"""`cards issue`: cards for everyone of a sub-tree who has none, as a file to print."""

import csv
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

import click
from sqlalchemy.orm import Session

from benefits import organization
from benefits.cards import batches, designs, giving
from benefits.cards.giving import Giving
from benefits.cards.issuing import in_groups, without_printed_card
from benefits.cli.place import AS_JSON, Place, answer, of_place, progress, say
from benefits.cli.print_task import answers
from benefits.cli.trouble import why
from benefits.jobs import FileStore
from benefits.periods import day_of

MOST_NAMED: Final = 100
HEADINGS: Final = ("member_no", "card_code", "token")


@click.group(help="Thẻ ưu đãi.")
def cards() -> None:
    """Hold the commands of cards."""


@cards.command(help="Cấp thẻ in cho mọi người trong đơn vị và cấp dưới chưa có thẻ.")
@click.option("--organization", "unit", required=True, help="Mã đơn vị.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Tệp PDF để in (A4).")
@click.option("--codes", type=click.Path(dir_okay=False, path_type=Path), help="Tệp CSV mã thẻ.")
@AS_JSON
@of_place
def issue(place: Place, *, unit: str, out: Path | None, codes: Path | None, as_json: bool) -> None:
    """Give no card before its files can be written, and keep none that was not printed."""
    if not place.settings.is_https:
        say(
            f"Chú ý: PUBLIC_URL là {place.settings.public_url}, không phải https;"
            " máy quét trong trình duyệt chỉ chạy trên https. Vẫn tiếp tục."
        )
    now, given = place.now, list[int]()
    try:
        _check_places(out, codes)
        revoked = _give(place, unit, given, now)
        printed, illegible = _print(place, unit, given, out=out, codes=codes, now=now)
    except OSError as error:
        _withdraw(place, given, now)
        said = f"Không ghi được tệp {error.filename or ''}: {why(error)}."
        raise click.ClickException(said) from error
    except BaseException:  # whatever stopped it, Ctrl-C too
        _withdraw(place, given, now)
        raise
    batches.count_as_printed(place.database, printed, now)
    if as_json:
        counts = {"issued": len(given), "printed": len(printed), "revoked": revoked}
        answer({**counts, "illegible": illegible})
    say(f"Đã cấp {len(given)} thẻ." if given else "Không còn ai để cấp thẻ.")
    if printed and not answers(place.settings.public_url):
        say(
            f"Chú ý: {place.settings.public_url}, địa chỉ trên mã QR, hiện không trả lời."
            " Hãy kiểm tra máy chủ và tên miền trước khi phát thẻ."
        )
    if revoked:
        say(f"{revoked} người đã bị thu hồi thẻ nên không được cấp chung: cấp riêng từng người.")


def _check_places(*files: Path | None) -> None:
    for file in filter(None, files):
        with _part_of(file).open("wb"):
            pass
        _part_of(file).unlink()


def _give(place: Place, unit: str, given: list[int], now: datetime) -> int:
    """Give cards some at a time, and say how many people lack one because it was taken away."""
    with place.database.read() as session:
        root = organization.by_code(session, unit).id
        revoked = len(giving.not_given(session, root, day_of(now)))
        lacking = without_printed_card(session, root, day_of(now))
    how = Giving(job_id=None, by=None, within=root)
    with progress("Cấp thẻ") as show:
        for group in in_groups(lacking, giving.AT_ONCE):
            with place.database.write() as session:
                given += giving.give(session, how, group, now)
            show(len(given), len(lacking))
    return revoked


def _withdraw(place: Place, given: Sequence[int], now: datetime) -> None:
    for group in in_groups(given, giving.AT_ONCE):
        with place.database.write() as session:
            batches.withdraw(session, group, by=None, now=now)
    if given:
        say(f"Đã thu hồi {len(given)} thẻ vừa cấp, vì chưa in được. Hãy chạy lại sau.")


def _print(
    place: Place,
    unit: str,
    given: list[int],
    *,
    out: Path | None,
    codes: Path | None,
    now: datetime,
) -> tuple[list[int], list[str]]:
    """Write what was asked for, all of it or nothing; return what was drawn, and what illegibly."""
    with place.database.read() as session, progress("In thẻ") as show:
        batch = _batch(place, session, unit, given, now)
        try:
            if codes is not None:
                _write_codes(batch, _part_of(codes))
            if out is not None and given:
                batch.write_pdf(out, show)
            if codes is not None:
                _part_of(codes).replace(codes)
        finally:
            with suppress(OSError):
                if codes is not None:
                    _part_of(codes).unlink(missing_ok=True)
        if batch.illegible:
            named = ", ".join([*batch.illegible][:MOST_NAMED])
            say(f"{len(batch.illegible)} thẻ có chữ mà phông chữ của thẻ không có: số {named}.")
        return batch.printed, [*batch.illegible]


def _batch(
    place: Place, session: Session, unit: str, given: list[int], now: datetime
) -> batches.Batch:
    """Print in the design that the unit chose, as its desk would."""
    root, day = organization.by_code(session, unit).id, day_of(now)
    return batches.Batch(
        session,
        place.ring,
        place.settings.public_url,
        given,
        day,
        hotline=place.settings.hotline,
        design=designs.design_for(session, root, day),
        photo_of=FileStore(place.settings.files_dir).content,
    )


def _write_codes(batch: batches.Batch, file: Path) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADINGS)
        writer.writerows(batch.codes())


def _part_of(file: Path) -> Path:
    return file.with_name(f".{file.name}.part")
