// Private notes and reflections in a lesson. The fields have no name and stand in no form, so
// that nothing of them can be sent.

import { lasting, load, remove, save, watch } from "./storage.js";

const PAUSE = 400;
const lesson = document.querySelector("[data-notebook]")?.dataset;

// Where an entry belongs, so that its list can lead back here.
export const here = (anchor) =>
  lesson && {
    title: lesson.title,
    course: lesson.course,
    url: location.pathname + (anchor ? `#${anchor}` : ""),
  };

function setUp(section) {
  const { note: id, kind } = section.dataset;
  const field = section.querySelector("textarea");
  const button = section.querySelector("[data-note-delete]");
  const status = section.querySelector("[role=status]");
  const prompt = section.querySelector("[data-prompt]")?.textContent.trim();
  const mark = section.querySelector("[data-has-note]");
  const label = button.textContent;
  let stored = load(kind, id)?.text ?? "";
  let deleted = "";
  let timer;

  const say = (name) => (status.textContent = status.dataset[name] ?? "");
  const offer = (text) => {
    deleted = text;
    button.textContent = text ? button.dataset.undo : label;
    button.hidden = !text && !field.value;
    if (mark) mark.hidden = !stored;
  };

  function write() {
    clearTimeout(timer);
    const other = load(kind, id)?.text ?? "";
    const both = other && other !== stored && other !== field.value;
    if (both) field.value = `${other}\n\n${field.value}`;
    const text = field.value;
    if (!text) remove(kind, id);
    if (text && !save(kind, id, { text, prompt, ...here(section.id) })) return say("failed");
    stored = text;
    offer(deleted);
    return say(both ? "both" : lasting ? "saved" : "failed");
  }

  field.value = stored;
  field.disabled = false;
  offer("");
  if (location.hash.slice(1) === section.id) section.open = true; // asked for, from the list
  section.querySelector("[data-note-fallback]").hidden = true;
  if (stored && lesson) save(kind, id, { text: stored, prompt, ...here(section.id) });

  field.addEventListener("input", () => {
    say("");
    offer("");
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
  });
  field.addEventListener("change", () => field.value !== stored && write());
  addEventListener("pagehide", () => field.value !== stored && write());
  button.addEventListener("click", () => {
    const text = deleted ? "" : field.value;
    field.value = deleted;
    write();
    offer(text);
    if (text) say("deleted");
    field.focus();
  });
  watch(() => {
    if (field.value !== stored) return; // what is being written stays; both are kept on saving
    field.value = stored = load(kind, id)?.text ?? "";
    offer("");
  });
}

document.querySelectorAll("[data-note]").forEach(setUp);
