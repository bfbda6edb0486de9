// The points: first the markers of the map, then the symbols of the project.
const points = { count: data.count, markers: data.count, symbols: [], types: [], names: [], paths: [], projects: [],
  type: null, name: null, path: null, project: null, line: null, positions: null, counts: null };
const SIDE = 65535;

async function unpackedColumn(packed, count) {
  const bytes = new Uint8Array(await unpackedBytes(packed));
  const column = new Uint32Array(count);
  for (let start = 0, shift = 0; start < bytes.length; start += count, shift += 8) {
    for (let row = 0; row < count; row++) column[row] |= bytes[start + row] << shift;
  }
  return column;
}

// Numbers of texts in a table, to which texts that it lacks are added.
function numbersIn(table, texts) {
  const numbers = new Map(table.map((text, number) => [text, number]));
  return texts.map((text) => {
    if (!numbers.has(text)) numbers.set(text, table.push(text) - 1);
    return numbers.get(text);
  });
}

function joined(column, more) {
  const all = new Uint32Array(column.length + more.length);
  all.set(column);
  all.set(more, column.length);
  return all;
}

// The type that is written at a symbol of the project, or else the one with most votes.
function typeOfSymbol(symbol) {
  if (symbol.annotation !== null) return symbol.annotation;
  return symbol.votes.length ? symbol.votes[0][0] : "(none)";
}

async function unpackPoints() {
  const { columns, texts, count } = data;
  const names = Object.keys(columns);
  const unpacked = await Promise.all(names.map((name) => unpackedColumn(columns[name], count)));
  const column = Object.fromEntries(names.map((name, number) => [name, unpacked[number]]));
  for (const [name, packed] of Object.entries(texts)) points[name] = await unpackedJson(packed);
  points.symbols = (await unpackedJson(data.symbols)).map(
    ([x, y, kind, name, path, line, code, annotation, votes, neighbors]) => (
      { x, y, kind, name, path, line, code, annotation, votes, neighbors }));
  const { symbols } = points;
  points.count = count + symbols.length;
  points.positions = new Uint16Array(2 * points.count);
  for (let row = 0; row < count; row++) {
    points.positions[2 * row] = column.x[row];
    points.positions[2 * row + 1] = column.y[row];
  }
  symbols.forEach(({ x, y }, number) => points.positions.set([x, y], 2 * (count + number)));
  points.type = joined(column.type, numbersIn(points.types, symbols.map(typeOfSymbol)));
  points.name = joined(column.name, numbersIn(points.names, symbols.map(({ name }) => name)));
  points.path = joined(column.path, numbersIn(points.paths, symbols.map(({ path }) => path)));
  points.project = joined(column.project, numbersIn(points.projects, symbols.map(() => "")));
  points.line = joined(column.line, symbols.map(({ line }) => line));
  points.counts = new Uint32Array(points.types.length);
  for (const type of points.type) points.counts[type] += 1;
}

function isOwn(row) {
  return row >= points.markers;
}

function placeOf(row) {
  const path = points.paths[points.path[row]];
  const line = points.line[row];
  return path ? `${path}${line ? `:${line}` : ""}` : "";
}

// A type without its modules.
function shortType(type) {
  const bare = type.replace(/(?:[\p{L}\p{N}_]+\.)+(?=[\p{L}\p{N}_])/gu, "");
  return bare.length <= 28 ? bare : `${bare.slice(0, 27)}…`;
}

// The nearest points in the picture to a place in units of the picture, nearest first: [row, squared distance].
function nearestInPicture(x, y, most, without = -1) {
  const { positions, count } = points;
  const near = [];
  let limit = Infinity;
  for (let row = 0; row < count; row++) {
    const dx = positions[2 * row] - x;
    const dy = positions[2 * row + 1] - y;
    const distance = dx * dx + dy * dy;
    // Of points in one place the later one is drawn on top, and the project's come last.
    if (distance > limit || row === without) continue;
    let at = near.length;
    while (at > 0 && near[at - 1][1] >= distance) at -= 1;
    near.splice(at, 0, [row, distance]);
    if (near.length > most) near.pop();
    if (near.length === most) limit = near[most - 1][1];
  }
  return near;
}
