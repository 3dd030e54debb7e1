// The steps of the plan: written, ticked, moved and deleted here. What is shown is what the
// browser stores; another window's changes come in by themselves.

import { all, lasting, load, newId, remove, save, watch } from "./storage.js";

const find = (name, root = document) => root.querySelector(`[data-${name}]`);
const list = find("steps");
const said = find("said");
const trouble = find("trouble");
const MOST = 100;
const gone = new Map(); // deleted while this page is open, and not yet for good
let editing = null; // { id, before, element }

export const template = (name) =>
  document.querySelector(`template[data-template=${name}]`).content.cloneNode(true);

// Returns the steps in their order, as [id, step].
export const steps = () =>
  all("step").sort(([id, one], [other, two]) => one.place - two.place || (id < other ? -1 : 1));

function say(name, values = {}) {
  const words = said.dataset[name] ?? "";
  said.textContent = words.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
}

function warn(name) {
  trouble.hidden = !name;
  trouble.textContent = trouble.dataset[name] ?? "";
}

function store(id, step) {
  const done = save("step", id, step);
  warn(done ? "" : "failed");
  return done;
}

export function shorten(text) {
  const [line] = text.split("\n");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

// --- Editing ---

const field = (editor, name) => editor.querySelector(`[data-field=${name}]`);

function complain(editor, name, wrong) {
  const input = field(editor, name);
  editor.querySelector(`[data-error=${name}]`).hidden = !wrong;
  input.classList.toggle("kern-form-input__input--error", wrong);
  if (wrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  if (wrong) input.focus();
}

// Returns what stands in the fields, or null with the field that is wrong focused.
function read(editor) {
  const what = field(editor, "what").value.trim();
  const due = field(editor, "due");
  const badDate = !due.validity.valid;
  complain(editor, "due", badDate);
  complain(editor, "what", !what);
  if (!what || badDate) return null;
  return { what, with: field(editor, "with").value.trim(), due: due.value };
}

function fill(editor, { what = "", with: people = "", due = "" } = {}) {
  field(editor, "what").value = what;
  field(editor, "with").value = people;
  field(editor, "due").value = due;
}

function onEnter(editor, action) {
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.tagName === "INPUT") {
      event.preventDefault();
      action();
    }
  });
}

const add = document.querySelector("[aria-labelledby=new-step] [data-editor]");
function addStep() {
  const values = read(add);
  if (!values) return;
  const known = steps();
  if (known.length >= MOST) return warn("many");
  const place = (known.at(-1)?.[1].place ?? 0) + 1;
  if (!store(newId(), { ...values, done: false, place })) return;
  fill(add);
  say("added");
  show();
  field(add, "what").focus();
}
find("save", add).addEventListener("click", addStep);
onEnter(add, addStep);

function open(id, step) {
  close();
  const element = template("editor").firstElementChild;
  editing = { id, before: JSON.stringify(step), element };
  fill(element, step);
  find("save", element).addEventListener("click", saveEdit);
  find("cancel", element).addEventListener("click", () => close(id));
  onEnter(element, saveEdit);
  element.addEventListener("keydown", ({ key }) => key === "Escape" && close(id));
  show();
  field(element, "what").focus();
}

function close(id) {
  editing = null;
  if (id) show(id, "edit");
}

function saveEdit() {
  const values = read(editing.element);
  if (!values) return;
  const { id, before } = editing;
  const now = load("step", id);
  const old = JSON.parse(before);
  const both = now && JSON.stringify(now) !== before && now.what !== values.what;
  const target = both ? newId() : id;
  if (!store(target, { ...old, ...(both ? {} : now), ...values })) return;
  say("saved");
  if (both) warn("both");
  close(target);
}

// --- Moving, ticking, deleting ---

function move(id, by) {
  const known = steps();
  const from = known.findIndex(([other]) => other === id);
  const to = from + by;
  if (to < 0 || to >= known.length) return;
  known.splice(to, 0, ...known.splice(from, 1));
  const done = known.every(([other, step], place) =>
    step.place === place ? true : store(other, { ...step, place }),
  );
  if (done) say("moved", { place: to + 1, all: known.length });
  show(id, by < 0 ? "up" : "down");
}

function drop(id, step) {
  remove("step", id);
  gone.set(id, step);
  show(id, "undo");
}

function restore(id, step) {
  if (!store(id, step)) return;
  gone.delete(id);
  say("restored");
  show(id, "done");
}

// --- Showing ---

function facts(target, step) {
  const parts = template("facts");
  const origin = find("origin", parts);
  find("due", parts).append(step.due && day(step.due));
  find("with", parts).append(step.with);
  origin.append(step.title ?? "");
  if (step.url) origin.href = step.url;
  const shown = [step.done, step.due, step.with, step.url];
  target.append(...[...parts.children].filter((_part, place) => shown[place]));
}

function day(text) {
  const style = { day: "numeric", month: "long", year: "numeric" };
  const language = document.documentElement.lang.replace(/^en$/, "en-GB");
  return new Date(`${text}T12:00`).toLocaleDateString(language, style);
}

function item(id, step, place, count) {
  const row = template("step").firstElementChild;
  row.dataset.id = id;
  if (editing?.id === id) {
    row.replaceChildren(editing.element);
    return row;
  }
  const box = find("done", row);
  const label = find("what", row);
  box.id = `done-${id}`;
  label.htmlFor = box.id;
  label.textContent = step.what;
  box.checked = step.done;
  row.classList.toggle("my-step--done", step.done);
  facts(find("facts", row), step);
  for (const name of row.querySelectorAll("[data-name]")) name.textContent = `: ${shorten(step.what)}`;
  const on = (name, action) => find(name, row).addEventListener("click", action);
  on("edit", () => open(id, step));
  on("up", () => move(id, -1));
  on("down", () => move(id, 1));
  on("delete", () => drop(id, step));
  find("up", row).setAttribute("aria-disabled", place === 0);
  find("down", row).setAttribute("aria-disabled", place === count - 1);
  box.addEventListener("change", () => {
    store(id, { ...step, done: box.checked });
    show(id, "done");
  });
  return row;
}

export function goneRow(text, undo) {
  const row = template("gone").firstElementChild;
  for (const name of row.querySelectorAll("[data-name]")) name.textContent = shorten(text);
  find("undo", row).addEventListener("click", undo);
  return row;
}

// Prints all steps anew; `id` and `name` say where the focus goes.
function show(id, name) {
  const known = steps();
  const rows = known.map(([key, step], place) => [step.place, item(key, step, place, known.length)]);
  for (const [key, step] of gone) {
    const row = goneRow(step.what, () => restore(key, step));
    row.dataset.id = key;
    rows.push([step.place, row]);
  }
  rows.sort(([one], [other]) => one - other);
  list.replaceChildren(...rows.map(([, row]) => row));
  find("no-steps").hidden = rows.length > 0;
  if (id) find(name, list.querySelector(`[data-id="${id}"]`))?.focus();
}

find("not-lasting").hidden = lasting;
watch(() => editing || show());
document.addEventListener("notebook:changed", () => {
  gone.clear();
  close();
  show();
});
show();
