"""`db upgrade` and `init`: the schema, the first key, the top unit and its first officer."""

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

import migrations
from benefits import audit, organization
from benefits.access import accounts
from benefits.cli.account_notes import note_added
from benefits.cli.place import Place, of_place, reveal, say
from benefits.errors import Conflict
from benefits.members import identity_key
from benefits.organization import Level, Organization, Placement
from benefits.periods import day_of
from benefits.wording import sentence


@click.group(help="Cơ sở dữ liệu.")
def db() -> None:
    """Hold the commands of the schema."""


@db.command(help="Tạo hoặc nâng cấp cơ sở dữ liệu, và khóa ký thẻ nếu chưa có.")
@of_place
def upgrade(place: Place) -> None:
    url = place.settings.database_url
    place.database.close()  # makes the folder of a SQLite file; migrations bring their own engine
    migrations.upgrade(url)
    folder = place.ring.folder
    say(f"Cơ sở dữ liệu đã ở bản mới nhất. Khóa ký thẻ: {folder}")
    with place.database.read() as session:
        if identity_key.is_missing(folder, session):  # tills go on without it, so nothing stops
            say(f"Chú ý: {sentence('paper_key_gone', folder=str(folder))}")


@click.command(help="Lập đơn vị đứng đầu và tài khoản cán bộ đầu tiên.")
@click.option("--code", required=True, help="Mã đơn vị, ví dụ LDLD-TINH.")
@click.option("--name", required=True, help="Tên đơn vị.")
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), default="tinh", help="Cấp."
)
@click.option("--login", required=True, help="Thư điện tử hoặc số điện thoại của cán bộ.")
@click.option("--officer", required=True, help="Họ và tên cán bộ.")
@of_place
def init(place: Place, *, code: str, name: str, level: str, login: str, officer: str) -> None:
    now = place.now
    with place.database.write() as session:
        unit_id = _top_unit(session, place, code, name, Level(level))
        added = accounts.add_officer(
            session, login=login, name=officer, organization_id=unit_id, now=now
        )
        note_added(session, added, now)
        kept = organization.names_on(session, [unit_id], day_of(now)).get(unit_id, name)
    say(f"Đơn vị {code} – {kept}")
    say(f"Đăng nhập tại /cong-doan/: {added.account.login}")
    reveal("Mật khẩu ban đầu (chỉ hiện một lần, đổi khi đăng nhập)", added.secret)


def _top_unit(session: Session, place: Place, code: str, name: str, level: Level) -> int:
    """Return the unit of that code, founded now if there is no other at the top."""
    if known := organization.find(session, code):
        return known.id
    today = day_of(place.now)
    at_the_top = select(Organization.code).where(
        Organization.id.in_(organization.open_on(today).where(Placement.parent_id.is_(None)))
    )
    if other := session.scalar(at_the_top.limit(1)):
        raise Conflict("top_unit_is_there", organization=other)
    made = organization.establish(
        session, code=code, name=name, level=level, parent=None, day=today, now=place.now
    )
    audit.note(session, None, "unit_founded", "organizations", made.id, now=place.now)
    return made.id
