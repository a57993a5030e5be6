"""How far a sheet is said to reach is what going through it cell by cell finds."""

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from benefits.exchange.reading.extent import Extent

PART = "sheet.xml"
CELLS = (
    '<c r="{letters}{line}"><v>1</v></c>',
    '<c r="{letters}{line}" s="3" t="s"><v>12</v></c>',
    '<c r="{letters}{line}" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>',
    '<c r="{letters}{line}" t="inlineStr"><is><r><t>a</t></r></is></c>',
    '<c r="{letters}{line}"/>',
    '<c r="{letters}{line}"></c>',
    '<c r="{letters}{line}"><f>A1</f><v>2</v></c>',
    "<c r='{letters}{line}' t='s'><v>12</v></c>",
    '<c s="1" r="{letters}{line}"><v>1</v></c>',
    '<c r="{letters}{line}" x="&gt;&lt;c r="><v>1</v></c>',
    "<c><v>1</v></c>",
)
lines = st.integers(1, 40)


@st.composite
def rows(draw: st.DrawFn) -> str:
    line = draw(lines)
    cells = []
    for _ in range(draw(st.integers(0, 4))):
        form = draw(st.sampled_from(CELLS[:4] * 3 + CELLS))
        at = draw(st.sampled_from((line, line, line, draw(lines))))
        letters = draw(st.sampled_from(("A", "B", "C", "D", "AB", "Z")))
        cells.append(form.format(letters=letters, line=at))
    beginning = draw(st.sampled_from((f'<row r="{line}">', f'<row r="{line}" ht="3">', "<row>")))
    return beginning + "".join(cells) + "</row>"


@given(st.lists(rows(), min_size=2, max_size=12), st.data())
def test_rows_passed_over_at_once_reach_as_far_as_cell_by_cell(
    some: list[str], data: st.DataObject
) -> None:
    written = "".join(some).encode()
    ends = [at + 1 for at in range(len(written)) if written[at : at + 1] == b">"]
    cuts = sorted(data.draw(st.sets(st.sampled_from(ends), max_size=3)))
    looked = Extent("a")
    for first, after in zip([0, *cuts], [*cuts, len(written)], strict=True):
        looked.look_at(written[first:after])
    walked = _walked(b"<sheet>" + written + b"</sheet>")
    if looked.is_usual:
        assert (looked.columns, looked.lines) == (walked.columns, walked.lines)


def _walked(content: bytes) -> Extent:
    file, found = BytesIO(), Extent("a")
    with ZipFile(file, "w") as package:
        package.writestr(PART, content)
    with ZipFile(file) as package:
        found.walk(package, package.getinfo(PART))
    return found
