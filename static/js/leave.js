// Leaves at once and takes this page out of the way back. Without JavaScript it is a plain link.
//
// Three lone presses of Shift do the same. Not Esc: it stops the browser from loading the page
// that one flees to. A press counts only if nothing else was pressed meanwhile, so that capital
// letters, shortcuts and Shift with the mouse do not.

const PAUSE = 5000;
const link = document.querySelector("[data-leave]");
const status = link?.nextElementSibling;
let presses = 0;
let alone = false;
let timer;

function leave() {
  document.documentElement.hidden = true;
  document.title = link.hostname;
  location.replace(link.href);
}

function count(number) {
  clearTimeout(timer);
  presses = number;
  if (presses === 3) leave();
  link.dataset.presses = presses;
  status.textContent = status.dataset[presses] ?? "";
  if (presses) timer = setTimeout(count, PAUSE, 0);
}

function other() {
  alone = false;
  if (presses) count(0);
}

if (link) {
  link.setAttribute("aria-description", status.dataset.keys);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener("pointerdown", other);
  addEventListener("keydown", ({ key, repeat }) => {
    if (key !== "Shift") other();
    else if (!repeat) alone = true;
  });
  addEventListener("keyup", ({ key }) => {
    if (key === "Shift" && alone) count(presses + 1);
    alone = false;
  });
}
