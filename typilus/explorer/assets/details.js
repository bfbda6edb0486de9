// One point: what it is, who its neighbors are, and what these vote for.
const PICTURE_NEIGHBORS = 10;

function heading(text) {
  return element("h3", {}, text);
}

function neighborList(neighbors, distanceText) {
  return element("ul", {}, ...neighbors.map(([row, distance]) => {
    const item = rowButton(row);
    if (distanceText) item.querySelector(".number").textContent = `${distance.toFixed(2)} away`;
    item.querySelector("button").title = placeOf(row);
    return item;
  }));
}

function symbolDetails(row) {
  const symbol = points.symbols[row - points.markers];
  const votes = symbol.votes.map(([type, chance]) => element("li", {},
    `${(100 * chance).toFixed(1)} % `, element("code", {}, type)));
  return [
    element("h2", {}, symbol.name),
    element("p", {}, `${symbol.kind}, ${placeOf(row)}`),
    element("pre", {}, symbol.code),
    element("p", {}, symbol.annotation === null ? "no annotation that counts" : "annotated ",
      ...(symbol.annotation === null ? [] : [element("code", {}, symbol.annotation)])),
    heading("Votes of the nearest"),
    votes.length ? element("ul", { class: "votes" }, ...votes) : element("p", {}, "none"),
    heading("Nearest in the TypeSpace"),
    neighborList(symbol.neighbors, true),
  ];
}

function markerDetails(row) {
  const project = points.projects[points.project[row]];
  return [
    element("h2", {}, points.names[points.name[row]] || "(no name)"),
    element("p", {}, element("code", {}, points.types[points.type[row]])),
    element("p", {}, [placeOf(row), project].filter(Boolean).join(", in ")),
    heading("Nearest in this picture"),
    neighborList(state.neighbors, false),
  ];
}

function pick(row, isMoving) {
  state.picked = row;
  const [x, y] = points.positions.subarray(2 * row, 2 * row + 2);
  state.neighbors = isOwn(row) ? points.symbols[row - points.markers].neighbors
    : nearestInPicture(x, y, PICTURE_NEIGHBORS, row);
  const details = document.getElementById("details");
  details.replaceChildren(...(isOwn(row) ? symbolDetails(row) : markerDetails(row)));
  details.hidden = false;
  if (isMoving) {
    const [left, top] = toCanvas(x, y);
    if (left < 0 || top < 0 || left > view.width || top > view.height) Object.assign(view, { x, y });
    details.focus();
  }
  updateLooks();
}
