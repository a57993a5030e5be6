"""What is said at a terminal of a database or a disk in trouble."""

import errno
from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError

from benefits.database import is_full

# No such database, one that only starts, and a connection that was cut.
NOT_THERE: Final = frozenset({"3D000", "57P01", "57P02", "57P03"})
UNDEFINED: Final = frozenset({"42P01", "42703"})

# SQLite has no codes but words; what is said of each, and of a full disk.
_NOT_UPGRADED: Final = ("no such table", "no such column")
FULL: Final = "Đĩa chứa cơ sở dữ liệu đã đầy. Bước này chưa thay đổi gì: hãy dọn chỗ rồi chạy lại."
BROKEN: Final = (
    "Tệp nêu ở DATABASE_URL không phải cơ sở dữ liệu, hoặc đã hỏng. Hãy xem lại DATABASE_URL, "
    "hoặc đưa bản sao về."
)
UNREADABLE: Final = (
    "Không đọc hay ghi được tệp cơ sở dữ liệu. Hãy xem quyền của tệp và của thư mục chứa nó, đĩa "
    "có còn chỗ không, và xem lại DATABASE_URL."
)
OF_A_FILE: Final = {
    "database is locked": (
        "Cơ sở dữ liệu đang bận. Chưa có gì thay đổi bởi bước này: hãy chạy lại."
    ),
    "file is not a database": BROKEN,
    "disk image is malformed": BROKEN,
    "unable to open database file": UNREADABLE,
    "readonly database": UNREADABLE,
    "disk I/O error": UNREADABLE,
}

_FULL, _FORBIDDEN = "đĩa đã đầy, hãy dọn chỗ rồi chạy lại", "không có quyền, hãy xem quyền của nó"
OF_A_DISK: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "đã dùng hết phần đĩa được cấp, hãy dọn chỗ rồi chạy lại",
    errno.EFBIG: "tệp quá lớn so với mức được phép",
    errno.EROFS: "ổ đĩa này chỉ cho đọc",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EIO: "đĩa có lỗi khi đọc hay ghi",
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ELOOP: "các liên kết trong đường dẫn dẫn vòng",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EBUSY: "đang có chương trình khác dùng",
    errno.EMFILE: "đang mở quá nhiều tệp, hãy chạy lại sau ít phút",
    errno.ENFILE: "đang mở quá nhiều tệp, hãy chạy lại sau ít phút",
    errno.ESTALE: "ổ đĩa mạng đã mất kết nối",
}
"""What is wrong, by the system's number: its own words are English."""


def of_database(error: DBAPIError) -> str | None:
    """Say what is wrong with the database, never in the driver's words: they quote its address."""
    if is_not_upgraded(error):
        return "Cơ sở dữ liệu chưa được tạo hoặc còn ở bản cũ: chạy benefits db upgrade trước."
    if is_full(error):
        return FULL
    if is_out_of_reach(error):
        return (
            "Không tới được cơ sở dữ liệu. Hãy xem máy chủ cơ sở dữ liệu có đang chạy không, "
            "và xem lại DATABASE_URL."
        )
    return next((said for words, said in OF_A_FILE.items() if _has(error, words)), None)


def of_disk(error: OSError) -> str | None:
    """Say which file could not be had and why, where the person at the machine can mend it."""
    if error.errno not in OF_A_DISK:
        return None
    where = f" {error.filename}" if error.filename else ""
    return f"Không đọc hay ghi được{where}: {why(error)}."


def why(error: OSError) -> str:
    """Say why something of a disk did not work; what has no sentence is named by its code."""
    code = error.errno or 0
    return OF_A_DISK.get(code) or f"lỗi {errno.errorcode.get(code, type(error).__name__)}"


def is_out_of_reach(error: DBAPIError) -> bool:
    """Tell a connection that was not made or was lost: nobody gave it a state, or it was cut."""
    if not isinstance(error, OperationalError):
        return False
    state = _state(error)
    return state is None or state[:2] in {"08", "28"} or state in NOT_THERE


def is_not_upgraded(error: DBAPIError) -> bool:
    """Tell a schema that is not there from any other fault of the database."""
    return _state(error) in UNDEFINED or any(_has(error, each) for each in _NOT_UPGRADED)


def _state(error: DBAPIError) -> str | None:
    """Return the code that PostgreSQL gave, None where it was not reached, "" of SQLite."""
    state: str | None = getattr(error.orig, "sqlstate", "")
    return state


def _has(error: DBAPIError, words: str) -> bool:
    return _state(error) == "" and words in str(error.orig)
