// Remembers which block was read last, so that people go on where they stopped. It sends the
// block's id only: no times, no clicks. Without JavaScript people start at the lesson's top.

const article = document.querySelector("[data-position-url]");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
const READING_LINE = 2; // rem below where addresses scroll to: what begins above it is read
const PAUSE = 3000;

let current = "";
let sent = "";
let timer;

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

function send() {
  clearTimeout(timer);
  if (!current || current === sent) return;
  sent = current;
  const body = new URLSearchParams({
    csrfmiddlewaretoken: token,
    block: current.replace(/^block-/, ""),
  });
  fetch(article.dataset.positionUrl, { method: "POST", body, keepalive: true }).catch(() => {});
}

function notice() {
  current = blockBeingRead();
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

if (article && token) {
  addEventListener("scroll", notice, { passive: true });
  addEventListener("pagehide", send);
  document.addEventListener("visibilitychange", () => document.hidden && send());
}

// Changing the language keeps the place in the text.
document.querySelector(".language")?.addEventListener("submit", ({ currentTarget }) => {
  const block = blockBeingRead();
  if (block) currentTarget.elements.next.value += `#${block}`;
});
