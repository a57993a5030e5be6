"""`demo`: a believable province to try everything with."""

import click

from benefits.cli.place import Place, of_place, say
from benefits.demo import load


@click.command(help="Nạp dữ liệu mẫu vào cơ sở dữ liệu trống và in cách đăng nhập.")
@click.option("--scale", type=float, default=1.0, help="Cỡ dữ liệu so với 2.000 đoàn viên.")
@of_place
def demo(place: Place, *, scale: float) -> None:
    load(place.database, place.settings, place.now, say, scale=scale)
