// The one place that keeps something in this browser, apart for every person who signs in.
// Each entry lies under a key of its own, so that two windows do not undo each other's work;
// nothing of it is ever sent.

const VERSION = 1;
const person = document.body.dataset.person ?? "";
const PREFIX = `lms:${person}:`;
const LOST = `${PREFIX}lost:`;

// Where the browser refuses (blocked cookies), entries live as long as the page.
const memory = new Map();
let box = {
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, text) => memory.set(key, text),
  removeItem: (key) => memory.delete(key),
  key: (place) => [...memory.keys()][place],
  get length() {
    return memory.size;
  },
};
export let lasting = false;
try {
  box = localStorage ?? box;
  lasting = box === localStorage;
} catch {}

const keys = () => Array.from({ length: box.length }, (_, place) => box.key(place));

function parse(text) {
  try {
    const entry = JSON.parse(text);
    return entry?.v === VERSION ? entry : null;
  } catch {
    return null;
  }
}

export const load = (kind, id) => parse(box.getItem(`${PREFIX}${kind}:${id}`));

// Returns whether it worked: a browser may be full. What cannot be read is put aside first.
export function save(kind, id, entry) {
  const key = `${PREFIX}${kind}:${id}`;
  try {
    const before = box.getItem(key);
    if (before !== null && !parse(before)) box.setItem(`${LOST}${kind}:${id}`, before);
    box.setItem(key, JSON.stringify({ ...entry, v: VERSION }));
    return true;
  } catch {
    return false;
  }
}

export const remove = (kind, id) => box.removeItem(`${PREFIX}${kind}:${id}`);

// Returns all entries of a kind as [id, entry].
export function all(kind) {
  const start = `${PREFIX}${kind}:`;
  return keys()
    .filter((key) => key.startsWith(start))
    .map((key) => [key.slice(start.length), parse(box.getItem(key))])
    .filter(([, entry]) => entry);
}

// What cannot be read any more, as [key, text].
export const unreadable = () =>
  keys()
    .filter((key) => key.startsWith(PREFIX) && !parse(box.getItem(key)))
    .map((key) => [key.slice(PREFIX.length), box.getItem(key)]);

export const clear = () =>
  keys()
    .filter((key) => key.startsWith(PREFIX))
    .forEach((key) => box.removeItem(key));

// Browsers name things at random by themselves only where the connection is encrypted.
export const newId = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  );

// Calls back when another window has changed something of this person.
export const watch = (callback) =>
  addEventListener("storage", ({ key }) => (key === null || key.startsWith(PREFIX)) && callback());

// Until 2026 there were reflections only, and their texts lay there bare.
const OLD = `note:${person}:`;
for (const key of keys().filter((key) => key.startsWith(OLD))) {
  const id = key.slice(OLD.length);
  const text = [load("reflection", id)?.text, box.getItem(key)].filter(Boolean).join("\n\n");
  if (save("reflection", id, { text })) box.removeItem(key);
}
