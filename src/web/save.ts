// How typed text becomes the server's: one write a segment at a time, again until
// it is acknowledged, conflicts asked about, nothing overwritten.
import * as api from "./api";
import { Cell } from "./cell";
import { ask } from "./dialog";
import { on } from "./events";
import { _, Q_ } from "./i18n";
import { forget, inherit, keep, unsaved, type Kept } from "./keep";
import { isComposing } from "./keys";
import { fail, show } from "./notice";
import { afterPaint } from "./paint";
import { settings } from "./settings";
import { opened, session } from "./store";
import type { Confirmed, From, Segment, Write } from "./types";

const IDLE = 1000;

/** How it stands with a text that is not the server's yet. */
export type Saving = "kept" | "sending" | "conflict" | "refused";

interface Entry {
  kept: Kept;
  state: Saving;
  timer: number;
  /** What is under way, until the server answered or cannot be reached. */
  sending: Promise<void> | null;
  /** What was sent, until the server answered. */
  tried: Kept | null;
  /** The text of the server that it began from; null: of an earlier page. */
  base: string | null;
  /** Of a conflict: the segment as the server has it. */
  current: Segment | null;
}

const entries = new Map<number, Entry>();
const watched = new Map<number, Cell<Saving | null>>();

/** A text that the field must take over: a conflict was decided. */
export const replaced = new Cell<{ id: number; text: string } | null>(null);
/** What was confirmed last, as the server answered. */
export const answered = new Cell<Confirmed | null>(null);

/** How the text of a segment is being saved, to be watched; null: it is. */
export function saving(id: number): Cell<Saving | null> {
  let cell = watched.get(id);
  if (!cell) watched.set(id, (cell = new Cell<Saving | null>(entries.get(id)?.state ?? null)));
  return cell;
}

/** What was typed and is not yet the server's. */
export function typedText(id: number): Kept | undefined {
  return entries.get(id)?.kept;
}

const memory = () => session.get()?.memory ?? "";

function become(entry: Entry, state: Saving): void {
  entry.state = state;
  saving(entry.kept.segment).set(state);
  unsaved.set(entries.size);
}

function done(entry: Entry): void {
  const { segment, key } = entry.kept;
  clearTimeout(entry.timer);
  entries.delete(segment);
  forget(memory(), segment, key);
  saving(segment).set(null);
  unsaved.set(entries.size);
}

function soon(entry: Entry, ms: number): void {
  clearTimeout(entry.timer);
  entry.timer = window.setTimeout(() => void save(entry.kept.segment), ms);
}

function newEntry(kept: Kept, base: string | null): Entry {
  const entry: Entry = {
    kept, state: "kept", timer: 0, sending: null, tried: kept.tried, base, current: null,
  };
  entries.set(kept.segment, entry);
  return entry;
}

/** The entry of a segment, to be changed: what comes after a write that was sent
 * is another one, with a key of its own. */
function entryOf(segment: Segment): Entry {
  const entry = entries.get(segment.id);
  if (!entry) {
    const { id, story, revision, target, unit, score } = segment;
    const kept: Kept = {
      story, segment: id, revision, text: target, from: segment.edited ? "typed" : segment.from, unit,
      score, confirm: false, repeat: false, key: api.newKey(), tried: null, at: 0,
    };
    return newEntry(kept, target);
  }
  if (entry.tried?.key === entry.kept.key) renew(entry, {});
  return entry;
}

/** Another write in the place of the one that was to be made. */
function renew(entry: Entry, change: Partial<Kept>): void {
  entry.kept = { ...entry.kept, ...change, key: api.newKey(), tried: entry.tried };
}

function keepIt(entry: Entry): void {
  entry.kept.at = Date.now();
  if (!keep(memory(), entry.kept))
    show({ text: _("This browser keeps nothing: what is not saved is lost with the page"), error: true });
}

/** Where a text came from, if it was not typed. */
export interface Filled {
  from: From;
  unit?: number;
  score?: number;
}

/**
 * The text of a segment is another now.  It is kept at once and sent a while
 * after the last key; during a composition it is only kept.
 */
export function typed(segment: Segment, text: string, filled?: Filled): void {
  if (!entries.has(segment.id) && text === segment.target && !filled) return;
  const entry = entryOf(segment);
  // Typed and taken back, as a composition that was given up.
  if (text === entry.base && !filled && !entry.tried && entry.state === "kept") return done(entry);
  Object.assign(entry.kept, { text, confirm: false, from: "typed" });
  if (filled) Object.assign(entry.kept, { unit: 0, score: 0, ...filled });
  keepIt(entry);
  if (isComposing()) return;
  if (entry.state !== "conflict") become(entry, entry.sending ? "sending" : "kept");
  soon(entry, filled ? 0 : IDLE);
}

/** Confirm a segment with a text. */
export function confirm(segment: Segment, text: string): void {
  const entry = entryOf(segment);
  if (text !== entry.kept.text) Object.assign(entry.kept, { text, from: "typed" });
  Object.assign(entry.kept, { confirm: true, repeat: settings.get().repeat });
  keepIt(entry);
  if (entry.state === "refused") become(entry, "kept");
  // It is kept: the next segment may be drawn first.
  afterPaint(() => void save(segment.id));
}

/** Send what was typed, now. */
export async function save(id: number): Promise<void> {
  const entry = entries.get(id);
  if (!entry) return;
  clearTimeout(entry.timer);
  if (isComposing()) return soon(entry, IDLE);
  if (entry.sending) {
    await entry.sending;
    return save(id);
  }
  if (entry.state === "conflict" || entry.state === "refused") return;
  entry.tried ??= { ...entry.kept, tried: null };
  entry.sending = send(entry, entry.tried);
  await entry.sending;
}

/** All that was typed. */
export function saveAll(): void {
  for (const id of entries.keys()) void save(id);
}

function writeOf(kept: Kept): Write {
  const write: Write = { revision: kept.revision, target: kept.text, key: kept.key };
  if (kept.from === "typed" || kept.from === "match" || kept.from === "source") write.from = kept.from;
  if (kept.unit) Object.assign(write, { unit: kept.unit, score: kept.score });
  return write;
}

async function send(entry: Entry, sent: Kept): Promise<void> {
  become(entry, "sending");
  try {
    let segment: Segment;
    if (sent.confirm) {
      const answer = await api.confirm(sent.segment, { ...writeOf(sent), repeat: sent.repeat });
      segment = answer.segment;
      opened.get()?.put([segment, ...answer.filled]);
      repeated(answer);
    } else {
      segment = await api.draft(sent.segment, writeOf(sent));
      opened.get()?.put([segment]);
    }
    Object.assign(entry, { sending: null, tried: null, base: segment.target });
    pause = 0;
    if (entry.kept.key === sent.key) return done(entry);
    Object.assign(entry.kept, { revision: segment.revision, tried: null });
    keepIt(entry);
    become(entry, "kept");
    soon(entry, entry.kept.confirm ? 0 : IDLE);
  } catch (error) {
    entry.sending = null;
    troubled(entry, sent, error);
  }
}

// ---- what can go wrong

let pause = 0;
let retry = 0;

function later(): void {
  pause = Math.min(pause ? pause * 2 : 1000, 15000);
  clearTimeout(retry);
  retry = window.setTimeout(saveAll, pause);
}

function troubled(entry: Entry, sent: Kept, error: unknown): void {
  if (!(error instanceof api.ApiError) || error.lost || error.status === 401) {
    become(entry, "kept");
    if (error instanceof api.ApiError && error.status === 401) fail(error);
    return later();
  }
  // The server has answered: that write is over.
  entry.tried = null;
  if (error.status === 409 && error.current) {
    conflict(entry, error.current);
  } else if (sent.confirm) {
    // Not to be confirmed, but not to be lost either.
    fail(error);
    renew(entry, { confirm: false });
    keepIt(entry);
    become(entry, "kept");
    soon(entry, 0);
  } else {
    become(entry, "refused");
    show({
      text: _("Segment not saved, its text is kept here: %s", error.message),
      error: true,
      action: { title: _("Discard the text"), run: () => giveUp(entry) },
    });
  }
}

function giveUp(entry: Entry): void {
  done(entry);
  const segment = opened.get()?.get(entry.kept.segment);
  if (segment) replaced.set({ id: segment.id, text: segment.target });
}

function conflict(entry: Entry, current: Segment): void {
  opened.get()?.put([current]);
  const { kept } = entry;
  if (current.target === kept.text && (!kept.confirm || current.state === "confirmed"))
    return done(entry);
  entry.current = current;
  if (current.target === kept.text) return mine(entry, current, kept.text);
  become(entry, "conflict");
  const active = opened.get()?.active.get() === kept.segment;
  if (active && !isComposing()) void resolve(kept.segment);
  else
    show({
      text: _("Segment %d was changed by somebody else meanwhile", current.number),
      error: true,
      action: { title: _("Compare"), run: () => void resolve(kept.segment) },
    });
}

/** Write over the other's text, knowing it. */
function mine(entry: Entry, current: Segment, text: string): void {
  renew(entry, { text, revision: current.revision });
  entry.current = null;
  keepIt(entry);
  become(entry, "kept");
  void save(entry.kept.segment);
}

/** Ask which text of a conflict is to stay; the other one is in the history. */
export async function resolve(id: number): Promise<void> {
  const entry = entries.get(id);
  const current = entry?.current;
  if (!entry || !current) return;
  const { kept } = entry;
  const answer = await ask("conflict", { current, yours: kept.text, write: writeOf(kept) });
  if (entries.get(id) !== entry || answer === null) return;
  if (answer === "theirs") done(entry);
  const text = answer === "theirs" ? current.target : answer === "mine" ? entry.kept.text : answer.text;
  replaced.set({ id, text });
  if (answer !== "theirs") mine(entry, current, text);
}

// ---- repetitions

let step = { story: 0, step: 0 };

function repeated(answer: Confirmed): void {
  answered.set(answer);
  if (!answer.step) return;
  step = { story: answer.segment.story, step: answer.step };
  const n = answer.filled.length;
  show({
    text: Q_("%d repetition filled in", "%d repetitions filled in", n),
    action: { title: _("Undo"), run: undoFilled },
  });
}

/** Take the repetitions back that were filled in last. */
export function undoFilled(): void {
  if (!step.step) return;
  const last = step;
  step = { story: 0, step: 0 };
  api.undoStep(last.story, last.step).then((segments) => {
    opened.get()?.put(segments);
    show({ text: Q_("%d segment is as it was", "%d segments are as they were", segments.length) });
  }, fail);
}

// ---- the life of the page

/** Take over what earlier pages could not save, and be there when the server is. */
export async function startSaving(): Promise<void> {
  for (const kept of await inherit(memory())) {
    const entry = newEntry(kept, null);
    become(entry, "kept");
    replaced.set({ id: kept.segment, text: kept.text });
    void save(kept.segment);
  }
  on("back", saveAll);
  addEventListener("online", saveAll);
  // The last chance of a page that goes: what arrives is saved, what does not is
  // kept and sent again with the same key.
  addEventListener("pagehide", () => {
    for (const { kept, state, tried } of entries.values())
      if (state === "kept" && !tried && !kept.confirm)
        api.draft(kept.segment, writeOf(kept), true).catch(() => undefined);
  });
}
