"""The metadata every table joins, and how its constraints are named."""

from datetime import datetime
from typing import ClassVar, Final, dataclass_transform

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship

from benefits.database.types import DongAmount, UtcDateTime
from benefits.money import Dong

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


# Type checkers do not see that kw_only is inherited; this tells them.
@dataclass_transform(kw_only_default=True, field_specifiers=(mapped_column, relationship))
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {datetime: UtcDateTime(), Dong: DongAmount(), str: String()}


class DenseKey(Base):
    """The next unused number of a register whose keys must stay dense 32-bit integers.

    Bitmaps of members and status lists of cards are as long as their largest key, and a
    database sequence leaves gaps whenever a transaction fails.
    """

    __tablename__ = "dense_keys"

    name: Mapped[str] = mapped_column(primary_key=True)
    next: Mapped[int]
