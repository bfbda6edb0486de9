// All points by one draw call of WebGL. A point has a look: an index into a table of colors and sizes; a higher look
// lies above a lower one.
const LOOKS = { DIM: 0, OTHER: 1, FIRST: 2, OWN_DIM: 15, OWN: 16, NEIGHBOR: 17, PICKED: 18, COUNT: 19 };
const COLORED = 12;
const LIGHT = { page: "#ffffff", text: "#1b1f24", dim: "#e6e9ec", other: "#b4bcc5", own: "#000000", near: "#d1006c",
  types: ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#a6a600", "#17becf", "#3b3b98",
    "#58b368", "#b33939"] };
const DARK = { ...LIGHT, page: "#0d1117", text: "#e6edf3", dim: "#1c222a", other: "#4b5561", own: "#ffffff",
  near: "#ff5fa8" };
const darkness = matchMedia("(prefers-color-scheme: dark)");
const view = { x: SIDE / 2, y: SIDE / 2, zoom: 1, width: 1, height: 1, ratio: 1 };
let looks = null;
let gl = null;
let program = null;

const VERTEX = `
attribute vec2 position;
attribute float look;
uniform vec2 center;
uniform vec2 scale;
uniform float pixel;
uniform vec4 table[${LOOKS.COUNT}];
varying vec3 color;
varying float ring;
void main() {
  vec4 entry = table[int(look + 0.5)];
  color = entry.rgb;
  ring = look > 14.5 ? 1.0 : 0.0;
  gl_PointSize = entry.a * pixel;
  gl_Position = vec4((position - center) * scale, 0.9 - look * 0.05, 1.0);
}`;
const FRAGMENT = `
precision mediump float;
uniform vec3 edge;
varying vec3 color;
varying float ring;
void main() {
  float away = length(gl_PointCoord - 0.5);
  if (away > 0.5) discard;
  gl_FragColor = vec4(ring > 0.5 && away > 0.34 ? edge : color, 1.0);
}`;

function colors() {
  return darkness.matches ? DARK : LIGHT;
}

function rgb(color) {
  return [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16) / 255);
}

// Colors of the types that have most points: their numbers are the lowest, but for types of the project alone.
function colorOfType(type) {
  return type < COLORED ? colors().types[type] : colors().other;
}

function shader(kind, text) {
  const made = gl.createShader(kind);
  gl.shaderSource(made, text);
  gl.compileShader(made);
  return made;
}

// Whether there is WebGL.
function setUpDrawing() {
  const canvas = document.getElementById("points");
  gl = canvas.getContext("webgl", { antialias: false, alpha: false, depth: true });
  if (gl === null) return false;
  program = gl.createProgram();
  gl.attachShader(program, shader(gl.VERTEX_SHADER, VERTEX));
  gl.attachShader(program, shader(gl.FRAGMENT_SHADER, FRAGMENT));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    gl = null;
    return false;
  }
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, points.positions, gl.STATIC_DRAW);
  const position = gl.getAttribLocation(program, "position");
  gl.enableVertexAttribArray(position);
  gl.vertexAttribPointer(position, 2, gl.UNSIGNED_SHORT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, looks, gl.DYNAMIC_DRAW);
  const look = gl.getAttribLocation(program, "look");
  gl.enableVertexAttribArray(look);
  gl.vertexAttribPointer(look, 1, gl.UNSIGNED_BYTE, false, 0, 0);
  gl.enable(gl.DEPTH_TEST);
  gl.depthFunc(gl.LEQUAL);
  return true;
}

function showLooks() {
  if (gl !== null) gl.bufferSubData(gl.ARRAY_BUFFER, 0, looks);
  redraw();
}

// Pixels that the whole picture takes when all of it is shown.
function wholeSide() {
  return 0.94 * Math.min(view.width, view.height);
}

function pixelsPerUnit() {
  return (view.zoom * wholeSide()) / SIDE;
}

// From the picture to the canvas, in CSS pixels, and back.
function toCanvas(x, y) {
  const unit = pixelsPerUnit();
  return [view.width / 2 + (x - view.x) * unit, view.height / 2 - (y - view.y) * unit];
}

function toPicture(x, y) {
  const unit = pixelsPerUnit();
  return [view.x + (x - view.width / 2) / unit, view.y - (y - view.height / 2) / unit];
}

function drawPoints(width, height, ratio) {
  if (gl === null) return;
  const shown = colors();
  const size = Math.max(1.4, Math.min(9, 1.5 * Math.sqrt(view.zoom) * Math.sqrt(Math.max(1, 60000 / points.count))));
  const table = new Float32Array(4 * LOOKS.COUNT);
  const enter = (look, color, factor) => table.set([...rgb(color), factor * size], 4 * look);
  enter(LOOKS.DIM, shown.dim, 1);
  enter(LOOKS.OTHER, shown.other, 1);
  shown.types.forEach((color, number) => enter(LOOKS.FIRST + number, color, 1.2));
  enter(LOOKS.FIRST + COLORED, shown.text, 1.4);
  enter(LOOKS.OWN_DIM, shown.other, 1);
  for (const [look, color] of [[LOOKS.OWN, shown.own], [LOOKS.NEIGHBOR, shown.near], [LOOKS.PICKED, shown.near]]) {
    table.set([...rgb(color), Math.max(look === LOOKS.PICKED ? 14 : 8, 2 * size)], 4 * look);
  }
  const unit = pixelsPerUnit();
  gl.viewport(0, 0, width, height);
  gl.clearColor(...rgb(shown.page), 1);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  const uniform = (name) => gl.getUniformLocation(program, name);
  gl.uniform2f(uniform("center"), view.x, view.y);
  gl.uniform2f(uniform("scale"), (2 * unit) / view.width, (2 * unit) / view.height);
  gl.uniform1f(uniform("pixel"), ratio);
  gl.uniform4fv(uniform("table"), table);
  gl.uniform3f(uniform("edge"), ...rgb(shown.page));
  gl.drawArrays(gl.POINTS, 0, points.count);
}

let isAsked = false;

function redraw() {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {
    isAsked = false;
    drawNow();
  });
}

function drawNow() {
  const stage = document.getElementById("stage");
  view.width = Math.max(1, stage.clientWidth);
  view.height = Math.max(1, stage.clientHeight);
  view.ratio = window.devicePixelRatio || 1;
  for (const id of ["points", "labels"]) {
    const canvas = document.getElementById(id);
    const width = Math.round(view.width * view.ratio);
    const height = Math.round(view.height * view.ratio);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  }
  const canvas = document.getElementById("points");
  drawPoints(canvas.width, canvas.height, view.ratio);
  drawLabels(document.getElementById("labels").getContext("2d"), view.ratio);
}
