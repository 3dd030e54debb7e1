// The page of the plan, beside the steps: notes, bookmarks, and the files made of all of it.

import { goneRow, shorten, steps, template } from "./plan.js";
import { all, clear, remove, save, unreadable, watch } from "./storage.js";
import { merge, NoNotebook, pack, unpack } from "./transfer.js";

const find = (name, root = document) => root.querySelector(`[data-${name}]`);

// --- Notes and bookmarks ---

const LISTS = { notes: ["reflection", "note"], bookmarks: ["bookmark"] };
const gone = new Map(); // deleted while this page is open, and not yet for good

const byPlace = ([, , one], [, , other]) =>
  (one.url ?? "~").localeCompare(other.url ?? "~", undefined, { numeric: true });

function row(name, kind, id, entry) {
  const key = `${kind}:${id}`;
  const subject = entry.text || entry.title || "";
  if (gone.has(key)) {
    const undo = () => {
      if (save(kind, id, entry)) gone.delete(key);
      showList(name, key);
    };
    return Object.assign(goneRow(subject, undo), { id: key });
  }
  const item = template("note").firstElementChild;
  const place = find("place", item);
  const bookmark = kind === "bookmark";
  item.id = key;
  place.textContent = entry.title ?? find("unknown").textContent;
  if (bookmark && entry.text) place.textContent += ` – ${entry.text}`;
  if (entry.url) place.href = entry.url;
  find("course", item).textContent = entry.course ?? "";
  find("prompt", item).textContent = entry.prompt ?? "";
  find("text", item).textContent = bookmark ? "" : entry.text;
  find("name", item).textContent = `: ${shorten(subject)}`;
  find("delete", item).addEventListener("click", () => {
    gone.set(key, entry);
    remove(kind, id);
    showList(name, key);
  });
  return item;
}

// Prints a list anew; `key` names the entry whose button is focused.
function showList(name, key) {
  const entries = LISTS[name].flatMap((kind) => {
    const deleted = [...gone]
      .filter(([other]) => other.startsWith(`${kind}:`))
      .map(([other, entry]) => [other.slice(kind.length + 1), entry]);
    return [...all(kind), ...deleted].map(([id, entry]) => [kind, id, entry]);
  });
  const list = document.querySelector(`[data-list=${name}]`);
  list.replaceChildren(...entries.sort(byPlace).map((entry) => row(name, ...entry)));
  document.querySelector(`[data-none=${name}]`).hidden = entries.length > 0;
  if (key) document.getElementById(key)?.querySelector("button").focus();
}

function showAll() {
  Object.keys(LISTS).forEach((name) => showList(name));
  find("lost").hidden = !unreadable().length;
}

// --- Files: made by the server of what is sent, or by the browser itself ---

const fileSaid = find("file-said");

const wanted = ([id, step]) => ({
  id,
  what: step.what,
  with: step.with,
  due: step.due,
  done: step.done,
});

for (const form of document.querySelectorAll("[data-file]")) {
  form.addEventListener("submit", (event) => {
    const plan = steps().map(wanted);
    const dated = plan.some(({ done, due }) => due && !done);
    const lacking = !plan.length ? "empty" : form.dataset.file === "ics" && !dated && "dates";
    fileSaid.textContent = fileSaid.dataset[lacking || "making"];
    if (lacking) return event.preventDefault();
    form.elements.plan.value = JSON.stringify({ steps: plan });
    setTimeout(() => (form.elements.plan.value = "")); // as soon as it is on its way
  });
}

const transferSaid = find("transfer-said");

function say(name, values = {}) {
  transferSaid.textContent = transferSaid.dataset[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);
}

const changed = () => {
  gone.clear();
  showAll();
  document.dispatchEvent(new Event("notebook:changed"));
};

find("export").addEventListener("click", () => {
  const address = URL.createObjectURL(new Blob([pack()], { type: "application/json" }));
  const name = `mein-plan-${new Date().toLocaleDateString("sv")}.json`;
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say("saved");
});

find("import").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  try {
    const result = merge(await unpack(file));
    changed();
    say(result.failed ? "full" : "done", result);
  } catch (error) {
    say(error instanceof NoNotebook ? error.message : "foreign");
  }
  target.value = "";
});

find("clear").addEventListener("click", ({ target }) => {
  clear();
  changed();
  say("cleared");
  const fold = target.closest("details");
  fold.open = false;
  fold.querySelector("summary").focus();
});

watch(showAll);
showAll();
document.querySelector(".notebook-page").dataset.ready = "";
