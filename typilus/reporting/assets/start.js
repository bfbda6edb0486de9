// Controls, the state in the address (so that a link leads back to what is seen), and the first drawing.
function remember() {
  const address = new URLSearchParams();
  if (state.file !== null) address.set("file", state.file.path);
  address.set("confidence", state.confidence);
  history.replaceState(null, "", `#${address}`);
}

function redraw() {
  drawOverview();
  drawShares();
  drawSymbols();
}

function addChoice(into, id, content, changed) {
  const box = element("input", { type: "checkbox", id, checked: true });
  box.addEventListener("change", () => changed(box.checked));
  document.getElementById(into).append(element("label", { class: "choice" }, box, content));
}

function toggle(set, item, isIn) {
  if (isIn) set.add(item);
  else set.delete(item);
}

function start() {
  const address = new URLSearchParams(location.hash.slice(1));
  const slider = document.getElementById("confidence");
  slider.min = data.floor === null ? 0 : Math.round(data.floor * 100);
  state.confidence = Math.max(Number(slider.min), Math.min(100, Number(address.get("confidence")) || 90));
  slider.value = state.confidence;
  slider.addEventListener("input", () => {
    state.confidence = Number(slider.value);
    redraw();
    remember();
  });
  document.getElementById("slider").hidden = data.floor === null;
  KINDS.forEach((name, kind) => addChoice("kinds", `kind-${name}`, name, (isIn) => {
    toggle(state.kinds, kind, isIn);
    redraw();
  }));
  STATUSES.forEach((name, status) => {
    const mark = element("span", { class: `mark ${name}`, id: `status-${name}-count` }, name);
    addChoice("statuses", `status-${name}`, mark, (isIn) => {
      toggle(state.hidden, status, !isIn);
      drawSymbols();
    });
  });
  document.getElementById("public").addEventListener("change", (event) => {
    state.isPublic = event.target.checked;
    redraw();
  });
  document.getElementById("query").addEventListener("input", (event) => {
    state.query = event.target.value.trim();
    drawTree();
  });
  const asked = files.find((file) => file.path === address.get("file"));
  if (asked) openFile(asked, false);
  drawFixed();
  drawOverview();
  drawTree();
}

start();
