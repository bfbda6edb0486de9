// What the page's data says, and how it is counted. A tally is [kind, public, written, any, rejected, open, suggested],
// where `suggested` lists probabilities in thousandths.
const KINDS = ["parameters", "returns", "variables", "attributes"];
const STATUSES = ["written", "any", "suggested", "rejected", "open"];
const files = data.files.map(([path, error, note, before, tallies, packed]) => (
  { path, error, note, before, tallies, packed }
));
const state = { confidence: 90, kinds: new Set([0, 1, 2, 3]), isPublic: false, query: "", file: null,
  hidden: new Set() };

function emptyCounts() {
  return { written: 0, any: 0, suggested: 0, rejected: 0, open: 0, sure: 0 };
}

// The counts of some files: `suggested` are all, `sure` those that reach the slider's confidence.
function countsOf(chosen, kinds = state.kinds) {
  const counts = emptyCounts();
  for (const file of chosen) {
    for (const [kind, isPublic, written, any, rejected, open, suggested] of file.tallies) {
      if (!kinds.has(kind) || (state.isPublic && !isPublic)) continue;
      counts.written += written;
      counts.any += any;
      counts.rejected += rejected;
      counts.open += open;
      counts.suggested += suggested.length;
      counts.sure += suggested.filter((probability) => probability >= state.confidence * 10).length;
    }
  }
  return counts;
}

function totalOf(counts) {
  return counts.written + counts.any + counts.suggested + counts.rejected + counts.open;
}

// Shares of what is annotated, and of what would be added; where there is nothing to annotate, all is done.
function sharesOf(counts) {
  const total = totalOf(counts);
  if (!total) return [1, 0];
  return [(counts.written + counts.any) / total, counts.sure / total];
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}

// The text and the symbols of a file, which the page holds compressed.
function unpack(file) {
  return unpackedJson(file.packed);
}

function bar(written, added) {
  const parts = [["written", written], ["suggested", added]].map(([name, share]) => {
    const part = element("span", { class: name });
    part.style.width = `${100 * share}%`;
    return part;
  });
  return element("span", { class: "bar", "aria-hidden": "true" }, ...parts);
}
