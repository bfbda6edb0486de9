// One file: its lines, a button at each symbol, and what is known of a symbol below its line.
const SHAPES = [": ", " → ", ": ", ": "];

async function openFile(file, moves) {
  state.file = file;
  for (const row of document.querySelectorAll(".file")) {
    row.setAttribute("aria-current", String(row.dataset.path === file.path));
  }
  document.getElementById("view-title").textContent = file.path;
  const source = document.getElementById("source");
  source.replaceChildren();
  remember();
  if (file.error !== null) {
    document.getElementById("view-text").textContent = file.error;
    drawStatuses([]);
    return;
  }
  const content = await unpack(file);
  if (state.file !== file) return; // another one has been chosen meanwhile
  file.symbols = content.symbols.map(([kind, line, column, name, scope, status, flags, annotation, probability, reason,
    candidates]) => ({ kind, line, column, name, scope, status, isCounted: Boolean(flags & 1),
    isPublic: Boolean(flags & 2), annotation, probability, reason, candidates }));
  source.replaceChildren(codeOf(content.text, file.symbols));
  drawSymbols();
  if (moves) document.getElementById("view").focus();
}

function codeOf(text, symbols) {
  const byLine = new Map();
  for (const symbol of symbols) {
    if (!byLine.has(symbol.line)) byLine.set(symbol.line, []);
    byLine.get(symbol.line).push(symbol);
  }
  const rows = text.split("\n").map((line, index) => (
    element("div", { class: "row" }, ...piecesOf(line, byLine.get(index + 1) || []))
  ));
  return element("div", { class: "code" }, element("div", {}, ...rows));
}

// A line with its symbols. Columns count characters as Python does, not the halves of some that JavaScript counts.
function piecesOf(line, symbols) {
  if (!symbols.length) return [line];
  const letters = Array.from(line);
  const pieces = [];
  let end = 0;
  for (const symbol of [...symbols].sort((one, other) => one.column - other.column)) {
    if (symbol.column < end) continue;
    pieces.push(letters.slice(end, symbol.column).join(""));
    end = symbol.column + Array.from(symbol.name).length;
    pieces.push(buttonOf(symbol, letters.slice(symbol.column, end).join("")));
  }
  pieces.push(letters.slice(end).join(""));
  return pieces;
}

function buttonOf(symbol, text) {
  const button = element("button", { type: "button", class: `symbol ${STATUSES[symbol.status]}`,
    "aria-expanded": "false" }, text);
  if (STATUSES[symbol.status] === "suggested") {
    const type = `${SHAPES[symbol.kind]}${symbol.annotation} ${Math.round(symbol.probability / 10)} %`;
    button.append(element("span", { class: "type" }, type));
  } else if (STATUSES[symbol.status] === "rejected") {
    button.append(element("span", { class: "type" }, " ✗"));
  }
  button.addEventListener("click", () => toggleDetails(button, symbol));
  button.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeDetails(button);
  });
  symbol.button = button;
  return button;
}

function toggleDetails(button, symbol) {
  if (closeDetails(button)) return;
  button.setAttribute("aria-expanded", "true");
  button.closest(".row").after(detailsOf(symbol));
}

function closeDetails(button) {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  const row = button.closest(".row");
  for (const other of row.querySelectorAll("[aria-expanded=true]")) other.setAttribute("aria-expanded", "false");
  if (row.nextElementSibling?.classList.contains("details")) row.nextElementSibling.remove();
  return isOpen;
}

function detailsOf(symbol) {
  const kind = KINDS[symbol.kind].slice(0, -1);
  const name = [symbol.scope, symbol.name].filter(Boolean).join(".");
  const parts = [element("h3", {}, `${kind} ${name}`)];
  const status = STATUSES[symbol.status];
  const says = { written: "annotated: ", any: "annotated: ", suggested: "would be written: " }[status];
  if (says) parts.push(element("p", {}, says, element("code", {}, symbol.annotation)));
  if (symbol.reason !== null) parts.push(element("p", { class: "reason" }, symbol.reason));
  if (!symbol.isCounted) parts.push(element("p", {}, "not counted in the coverage"));
  for (const [text, probability, source, neighbors] of symbol.candidates) {
    parts.push(element("p", {}, element("code", {}, text), ` ${(probability / 10).toFixed(1)} %, from ${source}`));
    if (!neighbors.length) continue;
    parts.push(element("ul", {}, ...neighbors.map(([near, location, distance]) => (
      element("li", {}, element("code", {}, near), ` in ${location}, ${distance.toFixed(2)} away`)
    ))));
  }
  if (!data.neighbors && symbol.candidates.length) {
    parts.push(element("p", {}, "The nearest symbols are left out: this page has too many files for them."));
  }
  return element("div", { class: "details", role: "group", "aria-label": `${kind} ${name}` }, ...parts);
}

function isShown(symbol) {
  return state.kinds.has(symbol.kind) && !state.hidden.has(symbol.status)
    && (!state.isPublic || symbol.isPublic);
}

// Marks of symbols that the filters leave out are plain code; suggestions below the slider's confidence are dashed.
function drawSymbols() {
  if (state.file === null || !state.file.symbols) return;
  const { symbols, note, tallies } = state.file;
  for (const symbol of symbols) {
    if (!symbol.button) continue;
    const shown = isShown(symbol);
    symbol.button.className = shown ? `symbol ${STATUSES[symbol.status]}` : "symbol plain";
    symbol.button.disabled = !shown;
    const type = symbol.button.querySelector(".type");
    if (type) type.hidden = !shown;
    const isBelow = STATUSES[symbol.status] === "suggested" && symbol.probability < state.confidence * 10;
    symbol.button.classList.toggle("below", shown && isBelow);
  }
  const counts = countsOf([{ tallies }]);
  const counted = `${percent(sharesOf(counts)[0])} of ${plural(totalOf(counts), "counted symbol")} annotated`;
  document.getElementById("view-text").textContent = note === null ? counted : `${counted}; ${note}`;
  drawStatuses(symbols);
}

// The marks that can be hidden, each with the number of symbols in the file that have it.
function drawStatuses(symbols) {
  STATUSES.forEach((name, status) => {
    const count = symbols.filter((symbol) => symbol.status === status && state.kinds.has(symbol.kind)
      && (!state.isPublic || symbol.isPublic)).length;
    document.getElementById(`status-${name}-count`).textContent = `${name} ${count.toLocaleString("en")}`;
  });
}
