// Says in time that the session ends, lets people stay, and afterwards leads back to the very
// place. The server is asked before anything is said: going on in another tab extends it, too.

const AHEAD = 600; // seconds
const box = document.getElementById("session");
const ahead = Math.min(AHEAD, box.dataset.left / 2);
let ends;
let timer;
let shown = "";
let back;

function hide() {
  box.querySelector("div")?.remove();
  shown = "";
}

function show(text) {
  if (shown === text) return;
  hide();
  shown = text;
  const note = document.createElement("div");
  note.className = "session__note";
  note.append(box.querySelector(`[data-text=${text}]`).content.cloneNode(true));
  const time = new Date(ends).toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
  });
  const strong = note.querySelector("strong");
  if (strong) strong.textContent = strong.textContent.replace("%time%", time);
  const button = note.querySelector("button");
  button?.addEventListener("focus", (event) => (back = event.relatedTarget));
  button?.addEventListener("click", stay);
  note.querySelector("a")?.addEventListener("click", signIn);
  box.append(note);
}

function plan(left) {
  ends = Date.now() + left * 1000;
  clearTimeout(timer);
  if (left <= 0) return show("ended");
  if (left > ahead) hide();
  else if (shown !== "offline") show("ending");
  timer = setTimeout(ask, (left > ahead ? left - ahead : left) * 1000 + 500);
}

async function send(options) {
  const answer = await fetch(box.dataset.url, options);
  if (!answer.ok) throw answer;
  return (await answer.json()).left;
}

async function ask() {
  clearTimeout(timer);
  plan(await send().catch(() => (ends - Date.now()) / 1000));
}

async function stay() {
  const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    plan(await send({ method: "POST", body: new URLSearchParams({ csrfmiddlewaretoken }) }));
  } catch {
    return show("offline");
  }
  if (shown) return;
  back?.focus();
  show("stays");
  setTimeout(() => shown === "stays" && hide(), 10_000);
}

function signIn({ currentTarget }) {
  const place = location.pathname + location.search + location.hash;
  currentTarget.search = new URLSearchParams({ next: place });
}

plan(Number(box.dataset.left));
document.addEventListener("lms:signedout", ask);
document.addEventListener("lms:saved", () => shown && ask());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && Date.now() > ends - ahead * 1000) ask(); // timers rest while a computer sleeps
});
