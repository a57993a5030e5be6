"""Groups of units on the command line: taken in with the tree, and figures narrowed by them."""

from pathlib import Path

import pytest

from tests import files
from tests.integration.conftest import FIGURES, Run


# What a command prints does not depend on the database.
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")
def test_a_group_leaves_of_a_union_what_its_units_did_on_its_days(
    filled: Run, tmp_path: Path
) -> None:
    """Two of BM's three uses: one was before it was in the group."""
    file, rows = tmp_path / "don-vi.csv", files.FILES["organizations"].strip().splitlines()
    ends = {"code": "tags", "BM": "T:KCN Hòa Phú|kcn|2026-04-01", "NAM": "BAC:KCN Hòa Phú"}
    written = [f"{row},{ends.get(row.split(',')[0], '')}" for row in rows]
    file.write_text("\n".join(written), encoding="utf-8")
    assert filled("import", "organizations", file).code == 0
    [row] = filled(*FIGURES, "--tag", "T:kcn hoa phu", "--json").json["rows"]
    assert (row["people"], row["uses"]) == (2, 2)
    [whole] = filled(*FIGURES, "--json").json["rows"]
    assert row["uses"] < whole["uses"]
    doubtful = filled(*FIGURES, "--tag", "KCN Hòa Phú")
    assert (doubtful.code, "BAC, T" in doubtful.err) == (1, True)
    assert "Không có nhóm đơn vị" in filled(*FIGURES, "--tag", "KCN khác").err
