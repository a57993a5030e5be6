"""For whom uses were: a cut of the figures, asked of the list by those who read it beside a use."""

from sqlalchemy.orm import Session

from benefits.database import new_uuid
from benefits.members import BeneficiaryKind
from benefits.purchases import Attribution
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People
from tests.faces.test_desk_purchases import DAY, listed
from tests.world import World


def test_for_whom_a_use_was_is_asked_where_it_may_be_read(
    world: World, session: Session, signed_in: SignedIn, people: People
) -> None:
    world.pharmacy.is_health = False
    officer = signed_in(people.officer(world.province))
    bought = Buying(session, world).buys(world.hanh_card, world.lotus, DAY)
    session.add(
        Attribution(
            member_id=bought.member_id,
            id=new_uuid(),
            purchase_id=bought.id,
            organization_id=world.lotus.id,
            kind=BeneficiaryKind.THAN_NHAN,
            because_of="membership_told_anew",
            known_at=bought.known_at,
        )
    )
    session.flush()
    found = {kind: len(listed(officer, doi_tuong=kind).rows()) for kind in BeneficiaryKind}
    assert found == {"doan_vien": 0, "nguoi_lao_dong": 0, "than_nhan": 1}
    chair = signed_in(people.officer(world.lotus))
    own = listed(chair, doi_tuong="doan_vien")
    assert len(own.rows()) == 1, "a grassroots union is not told for whom"
    assert "Đối tượng" not in own.text
    world.pharmacy.is_health = True
    session.flush()
    assert not any(listed(officer, doi_tuong=kind).rows() for kind in BeneficiaryKind)
