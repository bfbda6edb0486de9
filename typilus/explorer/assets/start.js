// Controls, the state in the address (so that a link leads back to what is seen), and the first drawing.
function remember() {
  const address = new URLSearchParams();
  if (state.query) {
    address.set("query", state.query);
    address.set("field", state.field);
    if (state.isWhole) address.set("whole", "1");
  }
  try {
    history.replaceState(null, "", `#${address}`);
  } catch {
    // A page inside of a notebook has no address of its own.
  }
}

function onClick(id, act) {
  document.getElementById(id).addEventListener("click", act);
}

function listen() {
  const query = document.getElementById("query");
  let waiting = 0;
  const read = () => {
    search(query.value.trim(), document.getElementById("field").value, document.getElementById("whole").checked);
  };
  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, 120);
  });
  for (const id of ["field", "whole"]) document.getElementById(id).addEventListener("change", read);
  document.getElementById("own").addEventListener("change", (event) => {
    state.isOwn = event.target.checked;
    select();
  });
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    read();
    showSelected();
  });
  onClick("zoom-in", () => zoomBy(1.5));
  onClick("zoom-out", () => zoomBy(1 / 1.5));
  onClick("reset", showAll);
  onClick("fit", showSelected);
  onClick("clear", clearAll);
  onClick("export", savePicture);
  onClick("more", () => {
    state.listed += 10 * LISTED;
    showSelection();
  });
  onClick("lasso", (event) => {
    lasso.isOn = !lasso.isOn;
    event.currentTarget.setAttribute("aria-pressed", lasso.isOn);
    document.getElementById("labels").classList.toggle("drawing", lasso.isOn);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clearAll();
  });
  darkness.addEventListener("change", () => {
    showSelection();
    redraw();
  });
  new ResizeObserver(redraw).observe(document.getElementById("stage"));
}

function showUnread() {
  const box = document.getElementById("unread");
  box.hidden = data.unread.length === 0;
  box.textContent = `Not read: ${data.unread.map(([path, reason]) => `${path} (${reason})`).join(", ")}`;
}

function setUpMap() {
  const hasMap = setUpDrawing();
  document.getElementById("no-webgl").hidden = hasMap;
  for (const id of ["zoom-in", "zoom-out", "reset", "fit", "lasso", "export"]) {
    document.getElementById(id).disabled = !hasMap;
  }
}

async function start() {
  document.getElementById("made").textContent = `${plural(data.count, "marker")} of typilus ${data.version}`;
  await unpackPoints();
  if (points.symbols.length) {
    document.getElementById("made").textContent += `, ${plural(points.symbols.length, "symbol")} of the project`;
  }
  document.getElementById("own-choice").hidden = points.symbols.length === 0;
  looks = new Uint8Array(points.count);
  setUpMap();
  const canvas = document.getElementById("points");
  canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
  canvas.addEventListener("webglcontextrestored", () => {
    setUpMap();
    redraw();
  });
  placeLabels();
  listen();
  startMoving();
  showClasses();
  showUnread();
  const address = new URLSearchParams(location.hash.slice(1));
  const field = address.get("field");
  search(address.get("query") || "", ["type", "name", "file"].includes(field) ? field : "type",
    address.get("whole") === "1");
  document.body.dataset.ready = "yes";
}

start();
