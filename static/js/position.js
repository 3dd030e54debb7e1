// Remembers which block was read last, so that people go on where they stopped. It sends the
// block's id only: no times, no clicks. Without JavaScript people start at the lesson's top.
// The address names the block, too: for a reload, another language, signing in again.

const article = document.querySelector("[data-position-url]");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
const READING_LINE = 2; // rem below where addresses scroll to: what begins above it is read
const PAUSE = 3000;
const AGAIN = 10_000; // without a connection

let current = "";
let sent = "";
let timer;

const tell = (what) => document.dispatchEvent(new CustomEvent(`lms:${what}`, { detail: "position" }));

// An address that names a block scrolls it to just above the line, so that coming back again
// and again does not move the place on.
function blockBeingRead() {
  const { fontSize, scrollPaddingTop } = getComputedStyle(document.documentElement);
  const line = READING_LINE * parseFloat(fontSize) + (parseFloat(scrollPaddingTop) || 0);
  let found = "";
  for (const block of document.querySelectorAll("[data-block]")) {
    if (block.getBoundingClientRect().top > line) break;
    found = block.id;
  }
  return found;
}

async function send() {
  clearTimeout(timer);
  if (!current || current === sent) return;
  sent = current;
  const body = new URLSearchParams({
    csrfmiddlewaretoken: token,
    block: current.replace(/^block-/, ""),
  });
  const options = { method: "POST", body, keepalive: true, redirect: "manual" };
  const answer = await fetch(article.dataset.positionUrl, options).catch(() => null);
  if (answer?.ok) return tell("saved");
  sent = "";
  tell(answer ? "signedout" : "unsaved");
  if (!answer) timer = setTimeout(send, AGAIN);
}

function notice() {
  const block = blockBeingRead();
  if (block !== current) {
    current = block;
    history.replaceState(history.state, "", block ? `#${block}` : location.pathname);
  }
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

if (article && token) {
  addEventListener("scroll", notice, { passive: true });
  addEventListener("pagehide", send);
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden && send());
}

// Whoever comes back goes on at the block, by keyboard and screen reader as well.
const place = document.getElementById(location.hash.slice(1));
if (place?.matches("[data-block]")) {
  const fresh = place.querySelector("[data-focus]") ?? place;
  fresh.tabIndex = -1;
  fresh.focus({ preventScroll: true });
}
