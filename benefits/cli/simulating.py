"""`simulate`: a province as large as asked for, to measure and to try things on."""

from datetime import date, datetime
from time import perf_counter
from typing import Final

import click

from benefits.cli.place import AS_JSON, Place, answer, of_place, progress, say
from benefits.money import grouped
from benefits.periods import day_of
from benefits.simulation import FEWEST_UNITS, Asked, Loaded, load

MOST_MONTHS: Final = 1_200
FIRST_UNTIL: Final = date(2000, 1, 1)
"""What begins a hundred years before that is still a day that every database knows."""
ALL = {
    "organizations": "đơn vị công đoàn",
    "members": "đoàn viên, người lao động",
    "partners": "đối tác",
    "outlets": "điểm ưu đãi",
    "offers": "ưu đãi",
    "cards": "thẻ",
    "purchases": "lượt sử dụng",
    "reversals": "lượt hủy, hoàn",
}


@click.command(help="Nạp một tỉnh mô phỏng lớn tùy ý vào cơ sở dữ liệu trống.")
@click.option(
    "--members",
    type=click.IntRange(min=1, max=100_000_000),
    default=20_000,
    show_default=True,
    help="Số người.",
)
@click.option(
    "--organizations",
    type=click.IntRange(min=FEWEST_UNITS, max=1_000_000),
    default=200,
    show_default=True,
    help="Số đơn vị công đoàn.",
)
@click.option(
    "--purchases",
    type=click.IntRange(min=0, max=1_000_000_000),
    default=100_000,
    show_default=True,
    help="Số lượt sử dụng.",
)
@click.option(
    "--months",
    type=click.IntRange(min=1, max=MOST_MONTHS),
    default=12,
    show_default=True,
    help="Số tháng.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Số gieo ngẫu nhiên.")
@click.option(
    "--until",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="Ngày sau ngày cuối của dữ liệu, YYYY-MM-DD; mặc định là hôm nay.",
)
@AS_JSON
@of_place
def simulate(
    place: Place,
    *,
    members: int,
    organizations: int,
    purchases: int,
    months: int,
    seed: int,
    until: datetime | None,
    as_json: bool,
) -> None:
    if members < organizations:
        raise click.UsageError("--members không được nhỏ hơn --organizations.")
    today = day_of(place.now)
    if until and not FIRST_UNTIL <= until.date() <= today:
        raise click.UsageError(f"--until phải từ {FIRST_UNTIL} đến hôm nay.")
    asked = Asked(
        members=members,
        organizations=organizations,
        purchases=purchases,
        months=months,
        seed=seed,
        until=until.date() if until else today,
    )
    began = perf_counter()
    loaded = _watched(place, asked)
    seconds = round(perf_counter() - began, 1)
    _tell(loaded, seconds)
    if as_json:
        answer({**loaded.to_json(), "seed": seed, "seconds": seconds})


def _watched(place: Place, asked: Asked) -> Loaded:
    with progress("") as show:
        return load(place.database, asked, lambda _what: show)


def _tell(loaded: Loaded, seconds: float) -> None:
    told = loaded.to_json()
    say(f"Đã nạp tỉnh mô phỏng từ {told['from']} đến trước {told['until']} ({seconds} giây):")
    for name, what in ALL.items():
        say(f"  {grouped(int(told[name]))} {what}")
