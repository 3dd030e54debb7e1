// One line that says whether what was entered has arrived at the server. Whoever sends
// something tells on `document`, with the id of the block in `detail`: "lms:saving", then
// "lms:saved", "lms:unsaved" (no connection), "lms:refused" or "lms:signedout". Of answers
// the server itself says that they are saved, in a header that htmx turns into the event.

const SLOW = 1000;
const line = document.querySelector(".saved");
const open = new Map(); // from block to "saving", "unsaved" or "refused"
let timer;

function print(state) {
  line.dataset.state = state;
  line.textContent = line.dataset[state] ?? "";
}

function show(saved) {
  const states = [...open.values()];
  const bad = states.find((state) => state !== "saving");
  clearTimeout(timer);
  if (bad) print(bad);
  else if (states.length) timer = setTimeout(print, SLOW, "saving"); // usually it is quicker
  else if (saved) print("saved");
  else if (line.dataset.state !== "saved") print("");
}

function note(block, state) {
  if (state) open.set(block, state);
  else open.delete(block);
  show();
}

if (line) {
  const on = (kind, action) =>
    document.addEventListener(kind, ({ detail }) => action(detail.value ?? detail));
  for (const state of ["saving", "unsaved", "refused"]) {
    on(`lms:${state}`, (block) => note(block, state));
  }
  on("lms:signedout", (block) => note(block)); // session.js says what to do
  on("lms:saved", (block) => {
    open.delete(block);
    show(true);
  });

  const blockOf = ({ target }) => target.id.replace("block-", "");
  on("htmx:beforeRequest", (detail) => note(blockOf(detail), "saving"));
  // An answer without the word of the server is a question to the person: nothing is saved.
  on("htmx:afterRequest", (detail) => {
    if (!detail.xhr.status) note(blockOf(detail), "unsaved");
    else if (open.get(blockOf(detail)) === "saving") note(blockOf(detail));
  });
}
