// Half-given answers are kept on the server, so that they are there on every device: what is
// filled in, never when. saved.js shows how it went.

const PAUSE = 800;
const waiting = new Map(); // from form to timer

function tell(form, what) {
  const detail = form.dataset.draft.split("/").at(-2); // the block
  document.dispatchEvent(new CustomEvent(`lms:${what}`, { detail }));
}

function forget(form) {
  clearTimeout(waiting.get(form));
  return waiting.delete(form);
}

async function send(form) {
  forget(form);
  if (!form.isConnected) return; // handed in
  tell(form, "saving");
  const body = new URLSearchParams(new FormData(form));
  const options = { method: "POST", body, keepalive: true, redirect: "manual" };
  const answer = await fetch(form.dataset.draft, options).catch(() => null);
  if (!form.isConnected) return;
  if (!answer) waiting.set(form); // until there is a connection again
  if (answer?.ok) tell(form, "saved");
  else if (answer?.type === "opaqueredirect") tell(form, "signedout");
  else tell(form, answer ? "refused" : "unsaved");
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    const form = target.closest("form[data-draft]");
    if (!form) return;
    forget(form);
    waiting.set(form, setTimeout(send, PAUSE, form));
  });
}

const sendAll = () => [...waiting.keys()].forEach(send);
document.addEventListener("submit", ({ target }) => forget(target), true);
document.addEventListener("visibilitychange", () => document.hidden && sendAll());
addEventListener("pagehide", sendAll);
addEventListener("online", sendAll);
