"""`demo`: a believable province to try everything with."""

import click

from benefits.cli.place import Place, of_place, say
from benefits.demo import is_empty, load, remembered


@click.command(help="Nạp dữ liệu mẫu vào cơ sở dữ liệu trống và in cách đăng nhập.")
@click.option("--scale", type=float, default=1.0, help="Cỡ dữ liệu so với 2.000 đoàn viên.")
@click.option(
    "--if-empty", is_flag=True, help="Đã có dữ liệu thì giữ nguyên, chỉ in lại cách đăng nhập."
)
@of_place
def demo(place: Place, *, scale: float, if_empty: bool) -> None:
    if if_empty and _is_in_use(place):
        say(remembered(place.settings) or "Đã có dữ liệu; không nạp dữ liệu mẫu.")
        return
    load(place.database, place.settings, place.now, say, scale=scale)


def _is_in_use(place: Place) -> bool:
    with place.database.read() as session:
        return not is_empty(session)
