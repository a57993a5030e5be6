// Draws the table's months as bars. The table is always there; without this script nothing is lost.

const GRID = { stroke: "rgb(128 128 128 / 25%)", width: 1 };

// A canvas knows no light-dark(): let the browser work colours out on an element first.
function worked(name, figure) {
  figure.style.color = `var(${name})`;
  const found = getComputedStyle(figure).color;
  figure.style.color = "";
  return found;
}

// Leaves labels out where they would touch.
function everySo(places, width) {
  const step = Math.max(1, Math.ceil((places.length * 64) / Math.max(64, width - 80)));
  return places.filter((at) => at % step === 0);
}

function room(figure) {
  const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(figure);
  return figure.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd);
}

function draw(figure) {
  const { months, millions } = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const places = months.map((_, place) => place);
  const stroke = () => worked("--ink-soft", figure);
  const font = `12px ${getComputedStyle(figure).fontFamily}`;
  const axis = { stroke, font, grid: GRID, ticks: { show: false } };
  const options = {
    width: 300,
    height: 220,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [-0.6, months.length - 0.4] }, y: { range: (_, __, most) => [0, most * 1.1 || 1] } },
    axes: [
      { ...axis, size: 30, grid: { show: false }, splits: (chart) => everySo(places, chart.width), values: (_, at) => at.map((place) => months[place]) },
      { ...axis, size: 60, values: (_, at) => at.map((value) => value.toLocaleString("vi-VN")) },
    ],
    series: [{}, { fill: () => worked("--blue", figure), paths: uPlot.paths.bars({ size: [0.7, 60] }), points: { show: false } }],
  };
  figure.hidden = false;
  const chart = new uPlot(options, [places, millions], figure);
  const fit = () => chart.setSize({ width: room(figure), height: 220 });
  new ResizeObserver(fit).observe(figure);
  fit();
  // Paper and the night have colours of their own; the letters come after the page.
  const anew = () => chart.redraw();
  for (const other of ["print", "(prefers-color-scheme: dark)"]) matchMedia(other).addEventListener("change", anew);
  document.fonts.ready.then(anew);
}

if (window.uPlot) for (const figure of document.querySelectorAll("[data-chart]")) draw(figure);
