// What the page says to its user: one polite live region, and notices with
// something to do.
import { Cell } from "./cell";

export interface Notice {
  text: string;
  /** What can be done about it: "Undo". */
  action?: { title: string; run: () => void };
  error?: boolean;
}

/** What is read aloud and shown in the status line. */
export const said = new Cell("");
export const notice = new Cell<Notice | null>(null);

/** Say it, in the status line and to screen readers. */
export function say(text: string): void {
  // The same words again are said again: a live region speaks of changes only.
  said.set(said.get() === text ? `${text}\u200b` : text);
}

/** Show it until it is closed or the next one comes. */
export function show(what: Notice): void {
  notice.set(what);
  say(what.text);
}

/** Show what went wrong. */
export function fail(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return;
  show({ text: error instanceof Error ? error.message : String(error), error: true });
}
