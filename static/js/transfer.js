// All that lies in this browser as a file, and such a file back in. A file is taken whole or
// not at all, and joined to what is here: nothing is overwritten.

import { all, load, newId, save, unreadable } from "./storage.js";

const FORMAT = "komma-notebook";
const VERSION = 1;
const MOST_BYTES = 2_000_000;
const MOST_ENTRIES = 1000;

// Raised with one of "size", "foreign", "newer", "broken".
export class NoNotebook extends Error {}

// --- What may stand in an entry. An address leads nowhere but to a page of this site. ---

const text = (most) => (value) => typeof value === "string" && value.length <= most;
const words = (most) => (value) => text(most)(value) && value.trim() !== "";
const perhaps = (check) => (value) => value === undefined || check(value);
const like = (pattern) => (value) => text(300)(value) && pattern.test(value);
const address = like(/^(\/[\w.~%-]+)+\/?(#[\w-]+)?$/);

function day(value) {
  if (value === "") return true;
  const date = like(/^20\d\d-\d\d-\d\d$/)(value) && new Date(value);
  return !!date && !Number.isNaN(+date) && date.toISOString().startsWith(value);
}

const lesson = { title: perhaps(text(300)), course: perhaps(text(300)), url: perhaps(address) };
const note = { ...lesson, text: words(100_000), prompt: perhaps(text(600)) };
const KINDS = {
  step: {
    ...lesson,
    what: words(2000),
    with: text(200),
    due: day,
    done: (value) => typeof value === "boolean",
    place: Number.isFinite,
    source: perhaps(text(40)),
  },
  note,
  reflection: note,
  bookmark: { ...lesson, text: text(300) },
};
const IDS = {
  step: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
  other: /^[\w:-]{1,120}$/,
};

function check(item) {
  const fields = Object.hasOwn(KINDS, item?.kind) && KINDS[item.kind];
  if (!fields || !like(IDS[item.kind] ?? IDS.other)(item.id)) throw new NoNotebook("broken");
  const names = Object.keys(fields);
  if (!names.every((name) => fields[name](item[name]))) throw new NoNotebook("broken");
  const known = names.filter((name) => item[name] !== undefined);
  return [item.kind, item.id, Object.fromEntries(known.map((name) => [name, item[name]]))];
}

// --- Out ---

export function pack() {
  const entries = Object.keys(KINDS).flatMap((kind) =>
    all(kind).map(([id, { v, ...entry }]) => ({ ...entry, kind, id })),
  );
  const lost = unreadable();
  const file = { format: FORMAT, version: VERSION, entries, ...(lost.length && { unreadable: lost }) };
  return JSON.stringify(file, null, 1);
}

// --- In ---

// Returns the entries of a file. Raises `NoNotebook`.
export async function unpack(file) {
  if (file.size > MOST_BYTES) throw new NoNotebook("size");
  let data;
  try {
    data = JSON.parse(await file.text());
  } catch {
    throw new NoNotebook("foreign");
  }
  if (data?.format !== FORMAT) throw new NoNotebook("foreign");
  if (data.version > VERSION) throw new NoNotebook("newer");
  if (!Array.isArray(data.entries) || data.entries.length > MOST_ENTRIES) {
    throw new NoNotebook("broken");
  }
  return data.entries.map(check);
}

function mergeStep(id, entry) {
  const mine = all("step");
  const same = ([, step]) => ["what", "with", "due"].every((name) => step[name] === entry[name]);
  if (mine.some(same)) return "same";
  const place = Math.max(0, ...mine.map(([, step]) => step.place)) + 1;
  const free = load("step", id) ? newId() : id;
  return save("step", free, { ...entry, place }) && "added";
}

function mergeNote(kind, id, entry) {
  const mine = load(kind, id);
  if (!mine) return save(kind, id, entry) && "added";
  if (mine.text.includes(entry.text)) return "same";
  const both = entry.text.includes(mine.text) ? entry.text : `${mine.text}\n\n${entry.text}`;
  return save(kind, id, { ...entry, ...mine, text: both }) && "joined";
}

// Joins entries to what is here; returns how many were "added", "same", "joined" or "failed".
export function merge(entries) {
  const count = { added: 0, same: 0, joined: 0, failed: 0 };
  const inOrder = [...entries].sort(([, , one], [, , other]) => (one.place ?? 0) - (other.place ?? 0));
  for (const [kind, id, entry] of inOrder) {
    let result;
    if (kind === "step") result = mergeStep(id, entry);
    else if (kind === "bookmark") {
      result = load(kind, id) ? "same" : save(kind, id, entry) && "added";
    } else result = mergeNote(kind, id, entry);
    count[result || "failed"] += 1;
  }
  return count;
}
