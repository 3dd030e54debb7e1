// Half-given answers are kept on the server, so that they are there on every device: what is
// filled in, never when. Whoever shows how it went listens to "lesson:save".

const PAUSE = 800;
const waiting = new Map(); // from form to timer

const tell = (detail) => document.dispatchEvent(new CustomEvent("lesson:save", { detail }));

function forget(form) {
  clearTimeout(waiting.get(form));
  return waiting.delete(form);
}

async function send(form) {
  forget(form);
  if (!form.isConnected) return; // handed in
  tell("saving");
  const body = new URLSearchParams(new FormData(form));
  const options = { method: "POST", body, keepalive: true, redirect: "manual" };
  const answer = await fetch(form.dataset.draft, options).catch(() => null);
  if (form.isConnected) tell(answer?.ok ? "saved" : "failed");
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
