"""`report`: a form of a unit and a period, as JSON or as a document to sign."""

from pathlib import Path

import click

from benefits import reports
from benefits.cli.place import Place, answer, of_place, say, writing
from benefits.errors import Invalid


@click.command(help="Lập báo cáo theo mẫu (bản dự thảo) cho một đơn vị và một kỳ.")
@click.option("--form", required=True, type=click.Choice(reports.codes()), help="Mã mẫu.")
@click.option("--organization", "unit", required=True, help="Mã đơn vị.")
@click.option("--period", required=True, help="Kỳ, như 2026-10.")
@click.option(
    "--format", "kind", type=click.Choice(list(reports.WRITERS)), default="json", help="Dạng tệp."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Tệp kết quả.")
@of_place
def report(place: Place, *, form: str, unit: str, period: str, kind: str, out: Path | None) -> None:
    with place.database.read() as session:
        made = reports.prepare(session, form, unit, period, as_of=place.now)
    if kind == "json" and out is None:
        answer(made.to_json())
        return
    if out is None:
        raise Invalid("out_missing", format=kind)
    with writing(out):
        reports.WRITERS[kind](made, out)
    say(f"Đã ghi {out}.")
