"""One way of taking a members list in, in a process of its own: `ROLE URL FILE`, told as JSON."""

import json
import os
import resource
import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, Final

KILOBYTES_A_MEGABYTE: Final = 1_000
AT_ONCE: Final = 1_000


def bare(url: str, file: Path) -> None:
    """Read every cell and insert every row, in one transaction; look at nothing."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - what it costs is measured
    from sqlalchemy import Column, Integer, MetaData, String, Table  # noqa: PLC0415 - likewise

    from benefits.database import open_database  # noqa: PLC0415 - likewise

    database = open_database(url)
    sheet = iter(CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python())
    names = [str(name) for name in next(sheet)]
    columns = (Column(name, String) for name in names)
    table = Table("bare_rows", MetaData(), Column("line", Integer, primary_key=True), *columns)
    table.create(database.engine)
    with database.engine.begin() as connection:
        while some := list(islice(sheet, AT_ONCE)):
            rows = [dict(zip(names, map(str, row), strict=True)) for row in some]
            connection.execute(table.insert(), rows)
    database.close()


def ours(url: str, file: Path) -> None:
    import benefits.tables  # noqa: PLC0415, F401 - what it costs is measured
    from benefits.database import open_database  # noqa: PLC0415 - likewise
    from benefits.exchange import KINDS, Circumstances, Taking  # noqa: PLC0415 - likewise
    from benefits.members.identity_key import identity_key  # noqa: PLC0415 - likewise

    database = open_database(url)
    secret = identity_key(Path(os.environ["BENEFITS_KEYS_DIR"]), database)
    circumstances = Circumstances(now=datetime.now(UTC), secret=secret)
    outcome = Taking(database, KINDS["members"], file, circumstances).run()
    database.close()
    if not outcome.is_clean:
        raise RuntimeError(f"refused: {outcome.refused[:3]}")


def main(role: str, url: str, file: str) -> dict[str, Any]:
    began = perf_counter()
    {"bare": bare, "ours": ours}[role](url, Path(file))
    seconds = perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_A_MEGABYTE
    return {"seconds": seconds, "megabytes": used}


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
