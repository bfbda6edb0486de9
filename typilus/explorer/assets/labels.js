// What lies above the points: names of types where these are densest, the lasso; and the picture as a file.
const labels = [];
const lasso = { isOn: false, path: [] };

function placeLabels() {
  const SIZE = 64;
  const shown = Math.min(COLORED, points.types.length);
  const cells = new Uint32Array(shown * SIZE * SIZE);
  const cellOf = (row) => Math.floor((points.positions[2 * row] * SIZE) / 65536) * SIZE
    + Math.floor((points.positions[2 * row + 1] * SIZE) / 65536);
  for (let row = 0; row < points.markers; row++) {
    if (points.type[row] < shown) cells[points.type[row] * SIZE * SIZE + cellOf(row)] += 1;
  }
  for (let type = 0; type < shown; type++) {
    const own = cells.subarray(type * SIZE * SIZE, (type + 1) * SIZE * SIZE);
    const best = own.reduce((most, count, cell) => (count > own[most] ? cell : most), 0);
    if (!own[best]) continue;
    const x = ((Math.floor(best / SIZE) + 0.5) * SIDE) / SIZE;
    const y = (((best % SIZE) + 0.5) * SIDE) / SIZE;
    labels.push({ type, x, y });
  }
}

function drawLabels(context, ratio) {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  if (gl === null) return;
  context.font = "600 13px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colors().page;
  context.fillStyle = colors().text;
  const taken = [];
  for (const { type, x, y } of labels) {
    const [left, top] = toCanvas(x, y);
    if (taken.some(([other, above]) => Math.abs(other - left) < 70 && Math.abs(above - top) < 16)) continue;
    taken.push([left, top]);
    const text = shortType(points.types[type]);
    context.strokeText(text, left, top);
    context.fillText(text, left, top);
  }
  if (lasso.path.length > 1) {
    context.beginPath();
    for (const [x, y] of lasso.path) context.lineTo(...toCanvas(x, y));
    context.closePath();
    context.lineWidth = 2;
    context.strokeStyle = colors().near;
    context.stroke();
  }
}

// The picture as it is shown, in print quality.
function exportPicture() {
  const ratio = Math.max(1, 2400 / view.width);
  const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
  const canvas = document.getElementById("points");
  const before = [canvas.width, canvas.height];
  Object.assign(canvas, { width, height });
  drawPoints(width, height, ratio);
  const picture = element("canvas", { width, height });
  const context = picture.getContext("2d");
  const above = element("canvas", { width, height });
  drawLabels(above.getContext("2d"), ratio);
  context.drawImage(canvas, 0, 0);
  context.drawImage(above, 0, 0);
  [canvas.width, canvas.height] = before;
  drawNow();
  return new Promise((resolve) => { picture.toBlob(resolve, "image/png"); });
}

async function savePicture() {
  const address = URL.createObjectURL(await exportPicture());
  element("a", { href: address, download: "typespace.png" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
