/** Cells copied out of a spreadsheet fill the table from the cell they are pasted into. */

const TAB_OR_LINE = /[\t\n]/;

for (const body of document.querySelectorAll("[data-cells]")) {
  body.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain").replaceAll("\r\n", "\n") ?? "";
    if (!TAB_OR_LINE.test(text.replace(/\n$/, ""))) return; // one cell goes where the cursor is
    const pasted = cellsOf(text);
    const from = event.target.closest("td");
    const first = [...body.rows].indexOf(from.parentElement);
    const room = first + pasted.length <= Number(body.dataset.cells);
    const width = body.rows[0].cells.length;
    if (!room || pasted.some((cells) => from.cellIndex + cells.length > width)) return;
    event.preventDefault();
    pasted.forEach((cells, down) => {
      const row = body.rows[first + down] ?? addedTo(body);
      cells.forEach((cell, along) => {
        row.cells[from.cellIndex + along].firstElementChild.value = cell;
      });
    });
  });
}

/** Quotes stand round a cell of several lines, and twice for a quote in it. */
function cellsOf(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const [sign, row] = [text[at], rows.at(-1)];
    if (quoted && sign === '"' && text[at + 1] === '"') {
      row[row.length - 1] += '"';
      at += 1;
    } else if (sign === '"' && (quoted || row.at(-1) === "")) quoted = !quoted;
    else if (!quoted && sign === "\t") row.push("");
    else if (!quoted && sign === "\n") rows.push([""]);
    else row[row.length - 1] += sign === "\n" ? " " : sign;
  }
  if (rows.length > 1 && rows.at(-1).join("") === "") rows.pop();
  return rows;
}

function addedTo(body) {
  const last = body.rows[body.rows.length - 1];
  const line = Number(last.cells[0].textContent);
  const row = last.cloneNode(true);
  row.cells[0].textContent = line + 1;
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace(line, line + 1));
  }
  body.append(row);
  return row;
}
