// What somebody keeps of a lesson: steps for their plan, and bookmarks. Both stay in the browser.

import { here } from "./notes.js";
import { all, load, newId, remove, save, watch } from "./storage.js";

const ALIKE = /\s+/g;
const text = (item) => item.textContent.trim().replace(ALIKE, " ");
const refresh = [];

function toggle(button, isOn, turn, status) {
  const show = () => button.setAttribute("aria-pressed", isOn());
  const say = (name) => status && (status.textContent = status.dataset[name]);
  button.disabled = false;
  button.addEventListener("click", () => {
    say(turn(!isOn()) ?? "failed");
    show();
  });
  refresh.push(show);
  show();
}

// --- Steps ---

const taken = (source) => all("step").find(([, step]) => step.source === source);

function add(what, source, anchor) {
  const place = Math.max(0, ...all("step").map(([, step]) => step.place)) + 1;
  const step = { what, with: "", due: "", done: false, place, source, ...here(anchor) };
  return save("step", newId(), step) ? "added" : null;
}

function putBack(source, what) {
  const [id, step] = taken(source);
  if (step.what !== what || step.with || step.due || step.done) return "changed";
  remove("step", id);
  return "removed";
}

function setUpPlan(section) {
  const status = section.querySelector("[role=status]");
  for (const item of section.querySelectorAll("[data-suggestion]")) {
    const source = item.dataset.suggestion;
    const what = text(item.querySelector("[data-text]"));
    const turn = (on) => (on ? add(what, source, section.id) : putBack(source, what));
    toggle(item.querySelector("button"), () => !!taken(source), turn, status);
  }
  const field = section.querySelector("textarea");
  const button = section.querySelector("[data-add]");
  const own = section.querySelector("[data-own]");
  const show = () =>
    own.replaceChildren(
      ...all("step")
        .filter(([, step]) => step.source === section.dataset.plan)
        .sort(([, one], [, other]) => one.place - other.place)
        .map(([, step]) => Object.assign(document.createElement("li"), { textContent: step.what })),
    );
  field.disabled = button.disabled = false;
  button.addEventListener("click", () => {
    const what = field.value.trim();
    const result = what ? add(what, section.dataset.plan, section.id) : "empty";
    if (result === "added") field.value = "";
    status.textContent = status.dataset[result ?? "failed"];
    show();
    field.focus();
  });
  refresh.push(show);
  show();
}

document.querySelectorAll("[data-plan]").forEach(setUpPlan);

// --- Bookmarks: one for the lesson, and one at each of its headings ---

function setUpBookmark(button, id, anchor, heading) {
  const entry = () => ({ text: heading, ...here(anchor) });
  const turn = (on) => {
    if (on) return save("bookmark", id, entry()) ? "added" : null;
    remove("bookmark", id);
    return "removed";
  };
  toggle(button, () => !!load("bookmark", id), turn, notebook.querySelector("[data-marked]"));
}

const notebook = document.querySelector("[data-notebook]");
if (notebook) {
  const { notebook: key } = notebook.dataset;
  setUpBookmark(notebook.querySelector("[data-bookmark]"), key, "", "");
  const template = notebook.querySelector("template").content.firstElementChild;
  for (const heading of document.querySelectorAll(".section-heading[data-block]")) {
    const button = template.cloneNode(true);
    button.lastElementChild.append(` ${text(heading)}`);
    heading.after(button);
    setUpBookmark(button, `${key}:${heading.id}`, heading.id, text(heading));
  }
}

watch(() => refresh.forEach((show) => show()));
