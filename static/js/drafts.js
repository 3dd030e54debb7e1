// Half-given answers are kept on the server, so that they are there on every device: what is
// filled in, never when. How it went is told as in saved.js.

const PAUSE = 800;
const AGAIN = 10_000; // without a connection
const waiting = new Map(); // from form to timer

function forget(form) {
  clearTimeout(waiting.get(form));
  return waiting.delete(form);
}

function wait(form, time) {
  forget(form);
  waiting.set(form, setTimeout(send, time, form));
}

async function send(form) {
  forget(form);
  const detail = form.closest("[data-block]").id.replace("block-", "");
  const tell = (what) => {
    // Once the answer is handed in, nobody needs to hear of its draft.
    if (form.isConnected) document.dispatchEvent(new CustomEvent(`lms:${what}`, { detail }));
  };
  tell("saving");
  const body = new URLSearchParams(new FormData(form));
  const options = { method: "POST", body, keepalive: true, redirect: "manual" };
  const answer = await fetch(form.dataset.draft, options).catch(() => null);
  if (answer?.ok) tell("saved");
  else if (answer?.type === "opaqueredirect") tell("signedout");
  else tell(answer ? "refused" : "unsaved");
  if (!answer && form.isConnected && !waiting.has(form)) wait(form, AGAIN);
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    const form = target.closest("form[data-draft]");
    if (!form) return;
    wait(form, PAUSE);
  });
}

const sendAll = () => [...waiting.keys()].forEach(send);
document.addEventListener("submit", ({ target }) => forget(target), true);
document.addEventListener("visibilitychange", () => document.hidden && sendAll());
addEventListener("pagehide", sendAll);
addEventListener("online", sendAll);
