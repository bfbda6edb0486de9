// What every page does: its data, packed parts of it, and elements.
const data = JSON.parse(document.getElementById("data").textContent);

function plural(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

// Bytes that the page holds compressed.
async function unpackedBytes(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

async function unpackedJson(packed) {
  return JSON.parse(new TextDecoder().decode(await unpackedBytes(packed)));
}

// An element. Texts become text nodes: nothing of the code is ever read as HTML.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}
