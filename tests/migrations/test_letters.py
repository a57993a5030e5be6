"""Names written with a letter that only looks like Đ, mended where they stand in the register."""

from datetime import datetime

from sqlalchemy import create_engine, pool, select, text
from sqlalchemy.orm import Session

import migrations
from benefits.members import Member, Twins, enrolment
from benefits.members.models import MemberWord
from benefits.members.names import sort_key
from tests.world import World

BEFORE = "0016"
NAME, BIRTH = "Đỗ Thị Đào Doan", "1990-02-14"
AS_IT_STOOD = {
    "name": "\u00d0ỗ Thị \u0189ào Doan",
    "key": sort_key(NAME).replace("G", "\u00f0", 1).replace("G", "\u0256"),
    "likeness": f"\u00f0o thi \u0256ao doan {BIRTH}",
}


def test_whose_name_had_a_letter_like_it_is_found_sorted_and_paired_by_the_letter_meant(
    empty_url: str, now: datetime
) -> None:
    made = create_engine(empty_url, poolclass=pool.NullPool)
    with Session(made) as session, session.begin():
        World(session)
        told = {"full_name": NAME, "birth": BIRTH}
        people = [enrolment.enrol(told, key=key, now=now) for key in (901, 902)]
        session.add_all(people)
        enrolment.index_words(session, people)
    migrations.downgrade(empty_url, BEFORE)
    with made.begin() as connection:
        odd = "UPDATE members SET full_name=:name, sort_key=:key, likeness=:likeness WHERE id=902"
        connection.execute(text(odd), AS_IT_STOOD)
        for word, as_it_stood in (("do", "\u00f0o"), ("dao", "\u0256ao")):
            change = "UPDATE member_words SET word=:now WHERE word=:was AND member_id=902"
            connection.execute(text(change), {"now": as_it_stood, "was": word})
    migrations.upgrade(empty_url)
    with Session(made) as session:
        usual, mended = (session.get_one(Member, key) for key in (901, 902))
        assert mended.full_name == NAME
        assert (mended.sort_key, mended.likeness) == (usual.sort_key, usual.likeness)
        found = select(MemberWord.word).where(MemberWord.member_id == 902)
        assert set(session.scalars(found)) == {"do", "thi", "dao", "doan"}
        pairs = [(pair.low_id, pair.high_id, pair.state) for pair in session.scalars(select(Twins))]
        assert pairs == [(901, 902, "open")]
