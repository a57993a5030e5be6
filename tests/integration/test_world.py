from tests.world import World


def test_the_world_is_small_and_known_by_heart(world: World) -> None:
    north = f"/{world.province.id}/{world.north.id}/{world.lotus.id}/"
    assert world.path_of(world.lotus) == north
    assert [world.hanh.full_name, world.lan.full_name] == ["Nguyễn Thị Hạnh", "Lê Thị Ngọc Lan"]
