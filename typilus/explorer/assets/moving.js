// Pan, zoom, point, pick and lasso; with a pointer, two fingers, the wheel or the keyboard.
const REACH = 9;
const pointers = new Map();
const drag = { isMoved: false, isLasso: false };

function zoomBy(factor, left = view.width / 2, top = view.height / 2) {
  const [x, y] = toPicture(left, top);
  view.zoom = Math.max(0.5, Math.min(2000, view.zoom * factor));
  const unit = pixelsPerUnit();
  view.x = x - (left - view.width / 2) / unit;
  view.y = y + (top - view.height / 2) / unit;
  redraw();
}

function moveBy(left, top) {
  const unit = pixelsPerUnit();
  view.x = Math.max(0, Math.min(SIDE, view.x - left / unit));
  view.y = Math.max(0, Math.min(SIDE, view.y + top / unit));
  redraw();
}

function showAll() {
  Object.assign(view, { x: SIDE / 2, y: SIDE / 2, zoom: 1 });
  redraw();
}

function showSelected() {
  const rows = state.selected;
  if (rows === null || !rows.length) return;
  let [left, top, right, bottom] = [SIDE, SIDE, 0, 0];
  for (const row of rows) {
    const [x, y] = [points.positions[2 * row], points.positions[2 * row + 1]];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const side = Math.max((right - left) / view.width, (bottom - top) / view.height, 20 / view.width);
  Object.assign(view, { x: (left + right) / 2, y: (top + bottom) / 2,
    zoom: Math.max(0.5, Math.min(2000, (0.9 * SIDE) / (side * wholeSide()))) });
  redraw();
}

// The point below a place of the canvas, -1 if there is none.
function rowAt(left, top) {
  const [nearest] = nearestInPicture(...toPicture(left, top), 1);
  return nearest && Math.sqrt(nearest[1]) * pixelsPerUnit() <= REACH ? nearest[0] : -1;
}

function placeIn(event) {
  const box = event.currentTarget.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function pressed(event) {
  if (event.button !== 0) return;
  event.currentTarget.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, placeIn(event));
  drag.isMoved = false;
  drag.isLasso = pointers.size === 1 && (lasso.isOn || event.shiftKey);
  if (drag.isLasso) lasso.path = [toPicture(...placeIn(event))];
}

function moved(event) {
  const place = placeIn(event);
  const before = pointers.get(event.pointerId);
  if (before === undefined) {
    point(place);
    return;
  }
  if (!drag.isMoved && Math.hypot(place[0] - before[0], place[1] - before[1]) < 3) return;
  drag.isMoved = true;
  const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, other]) => other);
  pointers.set(event.pointerId, place);
  if (drag.isLasso) {
    lasso.path.push(toPicture(...place));
    redraw();
  } else if (others.length === 1) {
    const [other] = others;
    const gap = (one) => Math.max(10, Math.hypot(one[0] - other[0], one[1] - other[1]));
    zoomBy(gap(place) / gap(before), (place[0] + other[0]) / 2, (place[1] + other[1]) / 2);
  } else {
    moveBy(place[0] - before[0], place[1] - before[1]);
  }
}

function released(event) {
  if (!pointers.delete(event.pointerId)) return;
  if (drag.isLasso) {
    state.lasso = drag.isMoved && lasso.path.length > 2 ? lasso.path : null;
    lasso.path = state.lasso || [];
    select();
  } else if (!drag.isMoved && event.type === "pointerup") {
    const row = rowAt(...placeIn(event));
    if (row >= 0) pick(row, false);
  }
}

let pointedAt = null;

// Say what is below the pointer, once a frame at most.
function point(place) {
  const isWaiting = pointedAt !== null;
  pointedAt = place;
  if (isWaiting) return;
  requestAnimationFrame(() => {
    const row = rowAt(...pointedAt);
    pointedAt = null;
    document.getElementById("pointed").textContent = row < 0 ? "\u00a0"
      : `${points.names[points.name[row]]}: ${points.types[points.type[row]]}  ${placeOf(row)}`;
  });
}

const KEYS = {
  ArrowLeft: () => moveBy(60, 0),
  ArrowRight: () => moveBy(-60, 0),
  ArrowUp: () => moveBy(0, 60),
  ArrowDown: () => moveBy(0, -60),
  "+": () => zoomBy(1.5),
  "=": () => zoomBy(1.5),
  "-": () => zoomBy(1 / 1.5),
  0: showAll,
  Escape: clearAll,
};

function startMoving() {
  const canvas = document.getElementById("labels");
  canvas.addEventListener("pointerdown", pressed);
  canvas.addEventListener("pointermove", moved);
  canvas.addEventListener("pointerup", released);
  canvas.addEventListener("pointercancel", released);
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomBy(1.0015 ** -Math.max(-300, Math.min(300, event.deltaY)), ...placeIn(event));
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}
