// What the panes show of a segment, fetched before somebody gets there.
import { useEffect } from "preact/hooks";
import * as api from "./api";
import { Cell, useCell } from "./cell";
import { on } from "./events";
import { answered } from "./save";
import { settings } from "./settings";
import { opened, type OpenStory } from "./store";
import type { Event, Issue, Segment, Suggestions } from "./types";

/** What is known of an answer; null: nothing yet. */
export interface Known<T> {
  value: T | null;
  error: string;
}

interface Slot<T> {
  cell: Cell<Known<T>>;
  /** It holds for this; another one, and it is asked for again. */
  about: string;
  fresh: boolean;
  asking: AbortController | null;
}

const ROOM = 300;

/** Answers by segment: the least recently used goes. What is stale is shown
 * until the new answer is there. */
class Shelf<T> {
  private slots = new Map<number, Slot<T>>();

  constructor(
    private about: (segment: Segment) => string,
    private ask: (segment: Segment, signal: AbortSignal) => Promise<T>,
    private told: (segment: Segment, value: T) => void = () => undefined,
  ) {}

  private slot(id: number): Slot<T> {
    const slot = this.slots.get(id) ?? {
      cell: new Cell<Known<T>>({ value: null, error: "" }),
      about: "",
      fresh: false,
      asking: null,
    };
    this.slots.delete(id);
    this.slots.set(id, slot);
    if (this.slots.size > ROOM) {
      const [oldest] = this.slots.keys();
      if (oldest !== undefined) this.slots.delete(oldest);
    }
    return slot;
  }

  get(id: number): Cell<Known<T>> {
    return this.slot(id).cell;
  }

  stale(): void {
    for (const slot of this.slots.values()) slot.fresh = false;
  }

  put(segment: Segment, value: T): void {
    const slot = this.slot(segment.id);
    slot.asking?.abort();
    Object.assign(slot, { about: this.about(segment), fresh: true, asking: null });
    slot.cell.set({ value, error: "" });
    this.told(segment, value);
  }

  /** See to it that the answer is there and holds. */
  async want(segment: Segment): Promise<void> {
    const slot = this.slot(segment.id);
    const about = this.about(segment);
    if (slot.about === about && slot.fresh) return;
    slot.asking?.abort();
    const asking = new AbortController();
    Object.assign(slot, { about, asking, fresh: true });
    try {
      const value = await this.ask(segment, asking.signal);
      if (slot.asking !== asking) return;
      slot.cell.set({ value, error: "" });
      this.told(segment, value);
    } catch (error) {
      if (slot.asking !== asking) return;
      slot.fresh = false;
      slot.cell.set({ value: slot.cell.get().value, error: String((error as Error).message) });
    } finally {
      if (slot.asking === asking) slot.asking = null;
    }
  }
}

const counts = new Map<number, Cell<number>>();

/** How many warnings and errors are known of a segment; 0: none, or not asked. */
export function issueCount(id: number): Cell<number> {
  let cell = counts.get(id);
  if (!cell) counts.set(id, (cell = new Cell(0)));
  return cell;
}

const suggestions = new Shelf<Suggestions>(
  (s) => `${s.source}\n${settings.get().min}`,
  (s, signal) => api.suggestions(s.id, settings.get().min, 9, signal),
);
const checks = new Shelf<Issue[]>(
  (s) => `${s.revision}`,
  (s, signal) => (s.target === "" ? Promise.resolve([]) : api.checks(s.id, signal)),
  (s, issues) => issueCount(s.id).set(issues.filter((i) => i.severity !== "note").length),
);
const past = new Shelf<Event[]>(
  (s) => `${s.revision}`,
  (s, signal) => api.past(s.id, signal),
);

function use<T>(shelf: Shelf<T>, segment: Segment): Known<T> {
  const known = useCell(shelf.get(segment.id));
  useEffect(() => void shelf.want(segment), [segment.id, segment.revision, segment.source]);
  return known;
}

/** Matches and terms of a segment, in a component. */
export const useSuggestions = (segment: Segment): Known<Suggestions> => use(suggestions, segment);
/** What the checks found in the text that is stored. */
export const useChecks = (segment: Segment): Known<Issue[]> => use(checks, segment);
/** What happened to a segment, newest first. */
export const useHistory = (segment: Segment): Known<Event[]> => use(past, segment);

/** Have a segment checked: somebody left it. */
export const check = (segment: Segment): Promise<void> => checks.want(segment);

/** Match number `n` of a segment, if it is known. */
export function matchOf(id: number, n: number) {
  return suggestions.get(id).get().value?.matches[n - 1];
}
export function issuesOf(id: number): Issue[] {
  return checks.get(id).get().value ?? [];
}

let run = 0;

/** Somebody is at `id`: see to it, and to where they may go next. */
export async function lookAhead(open: OpenStory, id: number): Promise<void> {
  const mine = ++run;
  const at = open.index(id);
  for (const step of [0, 1, 2, -1, 3]) {
    const segment = open.at(at + step);
    if (segment) await Promise.all([suggestions.want(segment), checks.want(segment)]);
    if (mine !== run) return;
  }
}

function again(): void {
  const open = opened.get();
  if (open?.active.get()) void lookAhead(open, open.active.get());
}

/** Follow what changes the answers; once, for the life of the page. */
export function keepAhead(): void {
  let timer = 0;
  const staleSoon = () => {
    suggestions.stale();
    clearTimeout(timer);
    timer = window.setTimeout(again, 200);
  };
  on("memory", staleSoon);
  on("terms", () => {
    checks.stale();
    staleSoon();
  });
  on("layout", staleSoon);
  on("reset", staleSoon);
  settings.watch(staleSoon);
  answered.watch(() => {
    const answer = answered.get();
    if (answer) checks.put(answer.segment, answer.issues);
  });
}
