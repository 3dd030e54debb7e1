// Changing the language keeps the place: the part of the address after "#", and what was
// filled in but not sent. Between the two pages that rests in this tab and nowhere else.

const KEY = "half-given";
const PRIVATE = "[type=hidden], [type=password], [type=file]";
const TICKED = "[type=radio], [type=checkbox]";

const fields = () =>
  [...document.querySelectorAll("main :is(input, select, textarea)[name]")].filter(
    (field) => !field.matches(PRIVATE),
  );
const nameOf = (field) =>
  [field.form?.getAttribute("action"), field.name, field.matches(TICKED) && field.value].join(" ");
const slot = (field) => (field.matches(TICKED) ? "checked" : "value");

function restore() {
  const { path, given } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  sessionStorage.removeItem(KEY);
  if (path !== location.pathname) return;
  for (const field of fields()) {
    const value = given[nameOf(field)];
    if (value === undefined || value === field[slot(field)]) continue;
    field[slot(field)] = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.querySelector(".language")?.addEventListener("submit", ({ currentTarget }) => {
  const { next } = currentTarget.elements;
  const given = Object.fromEntries(fields().map((field) => [nameOf(field), field[slot(field)]]));
  const path = new URL(next.value, location).pathname;
  next.value += location.hash;
  sessionStorage.setItem(KEY, JSON.stringify({ path, given }));
});

addEventListener("load", restore);
