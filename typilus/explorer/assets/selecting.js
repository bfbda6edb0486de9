// Which points are selected: those that the search finds, and of these the ones inside the lasso.
const state = { query: "", field: "type", isWhole: false, isOwn: false, lasso: null, selected: null, picked: -1,
  neighbors: [], listed: 40 };
const LISTED = 40;
const MOST_TYPES = 12;

// For each text of a table whether the search finds it.
function matching(table) {
  const query = state.query.toLowerCase();
  return Uint8Array.from(table, (text) => {
    const lower = text.toLowerCase();
    return (state.isWhole ? lower === query : lower.includes(query)) ? 1 : 0;
  });
}

function isInside(path, x, y) {
  let inside = false;
  for (let at = 0, last = path.length - 1; at < path.length; last = at++) {
    const [x1, y1] = path[at];
    const [x2, y2] = path[last];
    if ((y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

// The rows that are selected, null if nothing narrows them.
function selectedRows() {
  if (!state.query && !state.isOwn && state.lasso === null) return null;
  const [table, column] = { type: [points.types, points.type], name: [points.names, points.name],
    file: [points.paths, points.path] }[state.field];
  const matches = state.query ? matching(table) : null;
  const rows = [];
  for (let row = state.isOwn ? points.markers : 0; row < points.count; row++) {
    if (matches !== null && !matches[column[row]]) continue;
    if (state.lasso !== null
      && !isInside(state.lasso, points.positions[2 * row], points.positions[2 * row + 1])) continue;
    rows.push(row);
  }
  return rows;
}

function lookOf(row) {
  if (isOwn(row)) return LOOKS.OWN;
  return points.type[row] < COLORED ? LOOKS.FIRST + points.type[row] : LOOKS.OTHER;
}

function lookSelected(row) {
  const look = lookOf(row);
  return look === LOOKS.OTHER ? LOOKS.FIRST + COLORED : look;
}

function updateLooks() {
  const { selected } = state;
  if (selected === null) {
    for (let row = 0; row < points.count; row++) looks[row] = lookOf(row);
  } else {
    looks.fill(LOOKS.DIM, 0, points.markers);
    looks.fill(LOOKS.OWN_DIM, points.markers);
    for (const row of selected) looks[row] = lookSelected(row);
  }
  for (const [row] of state.neighbors) looks[row] = LOOKS.NEIGHBOR;
  if (state.picked >= 0) looks[state.picked] = LOOKS.PICKED;
  showLooks();
}

function select() {
  state.selected = selectedRows();
  state.listed = LISTED;
  updateLooks();
  showSelection();
  remember();
}

function rowButton(row) {
  const type = points.types[points.type[row]];
  const made = element("button", { type: "button", "data-row": row },
    element("span", { class: "text" }, `${points.names[points.name[row]] || "(no name)"}: ${shortType(type)}`),
    element("span", { class: "number" }, isOwn(row) ? "project" : points.projects[points.project[row]]));
  made.addEventListener("click", () => pick(row, true));
  return element("li", {}, made);
}

function typeButton(type, count) {
  const swatch = element("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.background = colorOfType(type);
  const made = element("button", { type: "button", title: points.types[type] }, swatch,
    element("span", { class: "text" }, points.types[type]),
    element("span", { class: "number" }, count.toLocaleString("en")));
  made.addEventListener("click", () => search(points.types[type], "type", true));
  return element("li", {}, made);
}

function typesOf(rows) {
  const counts = new Map();
  for (const row of rows) counts.set(points.type[row], (counts.get(points.type[row]) || 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
}

function showSelection() {
  const { selected } = state;
  const types = selected === null
    ? [...points.counts].map((count, type) => [type, count]).slice(0, MOST_TYPES)
    : typesOf(selected);
  document.getElementById("count").textContent = selected === null
    ? `${plural(points.count, "symbol")} of ${plural(points.types.length, "type")}`
    : `${plural(selected.length, "symbol")} of ${plural(types.length, "type")} selected`;
  document.getElementById("types").replaceChildren(
    ...types.slice(0, MOST_TYPES).map(([type, count]) => typeButton(type, count)));
  const own = points.symbols.map((_, number) => points.markers + number);
  const rows = selected === null ? own : selected.filter(isOwn).concat(selected.filter((row) => !isOwn(row)));
  document.getElementById("listed").replaceChildren(...rows.slice(0, state.listed).map(rowButton));
  document.getElementById("listed-box").hidden = rows.length === 0;
  document.getElementById("more").hidden = rows.length <= state.listed;
}

// Fill in the search and run it.
function search(query, field, isWhole) {
  document.getElementById("query").value = query;
  document.getElementById("field").value = field;
  document.getElementById("whole").checked = isWhole;
  Object.assign(state, { query, field, isWhole });
  select();
}

function clearAll() {
  Object.assign(state, { lasso: null, picked: -1, neighbors: [], isOwn: false });
  lasso.path = [];
  document.getElementById("own").checked = false;
  document.getElementById("details").hidden = true;
  search("", state.field, false);
}

function showClasses() {
  const numbers = new Map(points.types.map((type, number) => [type, number]));
  const counted = data.classes.map((name) => [name, points.counts[numbers.get(name)] || 0]);
  counted.sort((one, other) => other[1] - one[1]);
  document.getElementById("classes-box").hidden = counted.length === 0;
  document.getElementById("classes").replaceChildren(...counted.map(([name, count]) => {
    const made = element("button", { type: "button" }, element("span", { class: "text" }, name),
      element("span", { class: "number" }, count.toLocaleString("en")));
    made.addEventListener("click", () => search(name, "type", false));
    return element("li", {}, made);
  }));
}
