// The head of the page: coverage by kind, the slider, the history.
function drawOverview() {
  const [written, added] = sharesOf(countsOf(files));
  const headline = [element("strong", {}, percent(written)), " annotated"];
  if (data.floor !== null) {
    const sure = state.confidence;
    headline.push(`, ${percent(written + added)} with the suggestions of at least ${sure} %`);
  }
  document.getElementById("headline").replaceChildren(...headline);
  document.getElementById("confidence-text").value = `${state.confidence} %`;
  const hasSuggestions = data.floor !== null;
  const heads = ["", "", "annotated", "of", "Any", ...(hasSuggestions ? ["suggested", "rejected"] : []), "open",
    "share", ...(hasSuggestions ? ["with suggestions"] : [])];
  const rows = KINDS.map((name, kind) => (state.kinds.has(kind) ? tableRow(name, new Set([kind])) : null));
  rows.push(tableRow("all", state.kinds, "all"));
  document.getElementById("by-kind").replaceChildren(
    element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
    element("tbody", {}, ...rows.filter(Boolean)),
  );
}

function tableRow(name, kinds, className = null) {
  const counts = countsOf(files, kinds);
  const [written, added] = sharesOf(counts);
  const numbers = [counts.written + counts.any, totalOf(counts), counts.any];
  if (data.floor !== null) numbers.push(counts.sure, counts.rejected);
  numbers.push(counts.open + counts.suggested - counts.sure);
  const cells = numbers.map((count) => count.toLocaleString("en"));
  cells.push(percent(written));
  if (data.floor !== null) cells.push(percent(written + added));
  return element("tr", { class: className, "data-row": name }, element("th", { scope: "row" }, name),
    element("td", {}, bar(written, added)), ...cells.map((cell) => element("td", {}, cell)));
}

function drawFixed() {
  const judge = data.checker === null ? "" : `, judged by ${data.checker}`;
  document.getElementById("made").textContent =
    `${data.date}, typilus ${data.version}, ${plural(files.length, "file")}${judge}`;
  const [annotated, functions] = data.functions;
  document.getElementById("functions").textContent =
    `${annotated.toLocaleString("en")} of ${plural(functions, "function")} with any annotation, as mypy counts`;
  drawHistory();
}

function drawHistory() {
  const counts = files.flatMap((file) => file.tallies).reduce((sum, [, , written, any, rejected, open, suggested]) => (
    [sum[0] + written + any, sum[1] + written + any + rejected + open + suggested.length]), [0, 0]);
  const points = [...data.history, [data.date, ...counts]];
  if (points.length < 2) return;
  const shares = points.map(([, annotated, total]) => (total ? annotated / total : 1));
  const x = (index) => 40 + (index * 540) / (points.length - 1);
  const y = (share) => 110 - 100 * share;
  const svg = drawn("svg", { viewBox: "0 0 600 130", role: "img", "aria-labelledby": "history-text" });
  for (const share of [0, 0.5, 1]) {
    svg.append(drawn("line", { x1: 40, x2: 580, y1: y(share), y2: y(share) }));
    svg.append(drawn("text", { x: 34, y: y(share) + 4, "text-anchor": "end" }, `${100 * share} %`));
  }
  svg.append(drawn("polyline", { points: shares.map((share, index) => `${x(index)},${y(share)}`).join(" ") }));
  shares.forEach((share, index) => {
    const title = drawn("title", {}, `${points[index][0]}: ${percent(share)}`);
    svg.append(drawn("circle", { cx: x(index), cy: y(share), r: 4 }, title));
  });
  for (const [index, anchor] of [[0, "start"], [points.length - 1, "end"]]) {
    svg.append(drawn("text", { x: x(index), y: 126, "text-anchor": anchor }, points[index][0]));
  }
  const [last, now] = shares.slice(-2);
  const change = 100 * (now - last);
  document.getElementById("history-text").textContent =
    `Annotated: ${percent(last)} on ${points[points.length - 2][0]}, ${percent(now)} on ${data.date} `
    + `(${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(1)} points)`;
  const figure = document.getElementById("history");
  figure.prepend(svg);
  figure.hidden = false;
}

function drawn(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
