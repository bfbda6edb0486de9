// The tree of folders and files. A folder's content is made when it is opened.
function folderOf(chosen) {
  const root = { name: "", folders: new Map(), files: [], all: chosen };
  for (const file of chosen) {
    const parts = file.path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) {
      if (!folder.folders.has(part)) folder.folders.set(part, { name: part, folders: new Map(), files: [], all: [] });
      folder = folder.folders.get(part);
      folder.all.push(file);
    }
    folder.files.push([parts[parts.length - 1], file]);
  }
  return root;
}

const drawnRows = new Map();

function drawTree() {
  const query = state.query.toLowerCase();
  const chosen = files.filter((file) => file.path.toLowerCase().includes(query));
  const open = new Set([...document.querySelectorAll("#files details[open]")].map((details) => details.dataset.path));
  drawnRows.clear();
  document.getElementById("files-text").textContent =
    query ? `${chosen.length.toLocaleString("en")} of ${plural(files.length, "file")}` : plural(files.length, "file");
  const isOpen = (path) => open.has(path) || (state.file !== null && state.file.path.startsWith(`${path}/`));
  document.getElementById("files").replaceChildren(...contentOf(folderOf(chosen), "", isOpen, chosen.length <= 40));
}

function contentOf(folder, prefix, isOpen, opensAll) {
  const byName = ([one], [other]) => (one < other ? -1 : one > other ? 1 : 0);
  const folders = [...folder.folders].sort(byName).map(([name, inner]) => (
    folderRow(inner, name, prefix + name, isOpen, opensAll)
  ));
  return [...folders, ...folder.files.sort(byName).map(([name, file]) => fileRow(name, file))];
}

function folderRow(folder, name, path, isOpen, opensAll) {
  // A folder that holds nothing but one folder is named with it.
  while (folder.folders.size === 1 && !folder.files.length) {
    const [[inner, only]] = folder.folders;
    folder = only;
    name = `${name}/${inner}`;
    path = `${path}/${inner}`;
  }
  const inside = element("div");
  const fill = () => {
    if (!inside.hasChildNodes()) inside.append(...contentOf(folder, `${path}/`, isOpen, opensAll));
  };
  const summary = element("summary", {}, element("span", { class: "name" }, `${name}/`));
  const details = element("details", { "data-path": path }, summary, inside);
  if (opensAll || isOpen(path)) {
    fill();
    details.open = true;
  }
  details.addEventListener("toggle", () => {
    fill();
    drawShares();
  });
  drawnRows.set(summary, folder.all);
  drawShare(summary, folder.all);
  return details;
}

function fileRow(name, file) {
  const row = element("button", { type: "button", class: "file", "data-path": file.path },
    element("span", { class: file.error === null ? "name" : "name failed" }, name));
  row.setAttribute("aria-current", String(file === state.file));
  row.addEventListener("click", () => openFile(file, true));
  drawnRows.set(row, [file]);
  drawShare(row, [file]);
  return row;
}

// The bar, the share and the change since the former report, at the end of a row.
function drawShare(row, chosen) {
  for (const old of row.querySelectorAll(".bar, .share, .change")) old.remove();
  const readable = chosen.filter((file) => file.error === null);
  if (!readable.length) {
    row.append(element("span", { class: "share failed" }, "unread"));
    return;
  }
  const counts = countsOf(readable);
  if (!totalOf(counts)) return;
  const [written, added] = sharesOf(counts);
  const change = changeOf(readable);
  if (change !== null) row.append(element("span", { class: "change" }, change));
  row.append(bar(written, added), element("span", { class: "share" }, percent(written)));
}

// In points, of all kinds together; null where nothing has changed or a file is new.
function changeOf(chosen) {
  const known = chosen.filter((file) => file.before !== null);
  if (!known.length || known.length < chosen.length || state.kinds.size < 4 || state.isPublic) return null;
  const [annotated, total] = known.reduce((sum, { before }) => [sum[0] + before[0], sum[1] + before[1]], [0, 0]);
  const points = 100 * (sharesOf(countsOf(chosen))[0] - (total ? annotated / total : 1));
  return Math.abs(points) < 0.05 ? null : `${points < 0 ? "−" : "+"}${Math.abs(points).toFixed(1)}`;
}

function drawShares() {
  for (const [row, chosen] of drawnRows) drawShare(row, chosen);
}
