// The one place that keeps something in this browser, apart for every person who signs in.
// Each entry lies under a key of its own, so that two windows do not undo each other's work;
// nothing of it is ever sent.

const VERSION = 1;
const person = document.body.dataset.person ?? "";
const PREFIX = `lms:${person}:`;

// Where the browser refuses (blocked cookies), entries live as long as the page.
let box = {};
export let lasting = false;
try {
  box = localStorage;
  lasting = true;
} catch {}

const keys = (start = PREFIX) => Object.keys(box).filter((key) => key.startsWith(start));

function parse(text) {
  try {
    const entry = JSON.parse(text);
    return entry?.v === VERSION ? entry : null;
  } catch {
    return null;
  }
}

export const load = (kind, id) => parse(box[`${PREFIX}${kind}:${id}`]);

// Returns whether it worked: a browser may be full. What cannot be read is put aside first.
export function save(kind, id, entry) {
  const key = `${PREFIX}${kind}:${id}`;
  try {
    if (key in box && !parse(box[key])) box[`${PREFIX}lost:${kind}:${id}`] = box[key];
    box[key] = JSON.stringify({ ...entry, v: VERSION });
    return true;
  } catch {
    return false;
  }
}

export const remove = (kind, id) => delete box[`${PREFIX}${kind}:${id}`];

// Returns all entries of a kind as [id, entry].
export function all(kind) {
  const start = `${PREFIX}${kind}:`;
  return keys(start)
    .map((key) => [key.slice(start.length), parse(box[key])])
    .filter(([, entry]) => entry);
}

// What cannot be read any more, as [key, text].
export const unreadable = () =>
  keys()
    .filter((key) => !parse(box[key]))
    .map((key) => [key.slice(PREFIX.length), box[key]]);

export const clear = () => keys().forEach((key) => delete box[key]);

// A random UUID; `crypto.randomUUID` is there on encrypted connections only.
export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, 0))
    .join("")
    .replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

// Calls back when another window has changed something of this person.
export const watch = (callback) =>
  addEventListener("storage", ({ key }) => (key ?? PREFIX).startsWith(PREFIX) && callback());

// At first there were reflections only, and their texts lay there bare.
const OLD = `note:${person}:`;
for (const key of keys(OLD)) {
  const id = key.slice(OLD.length);
  const text = [load("reflection", id)?.text, box[key]].filter(Boolean).join("\n\n");
  if (save("reflection", id, { text })) delete box[key];
}
