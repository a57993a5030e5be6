"""`demo`: a believable province to try everything with."""

import click

from benefits.cli.place import Place, of_place, say
from benefits.demo import load, needs_loading, remembered


@click.command(help="Nạp dữ liệu mẫu vào cơ sở dữ liệu trống và in cách đăng nhập.")
@click.option("--scale", type=float, default=1.0, help="Cỡ dữ liệu so với 2.000 đoàn viên.")
@click.option("--if-empty", is_flag=True, help="Đã có dữ liệu thì chỉ nhắc lại cách đăng nhập.")
@of_place
def demo(place: Place, *, scale: float, if_empty: bool) -> None:
    if if_empty and not needs_loading(place.database, place.settings):
        say(remembered(place.settings) or "Cơ sở dữ liệu đã có dữ liệu, không nạp dữ liệu mẫu.")
        return
    load(place.database, place.settings, place.now, say, scale=scale)
