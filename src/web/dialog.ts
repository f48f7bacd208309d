// Questions to the user: which dialog is open, and its answer.
import { Cell } from "./cell";
import type { Concept, Segment, Story, Write } from "./types";

/** Dialogs by name: what they are given, and what they answer (null: closed). */
export interface Questions {
  shortcuts: { data: object; answer: null };
  settings: { data: object; answer: null };
  term: { data: { source: string; target: string }; answer: null };
  /** Confirm a match (score < 100) that was not edited? */
  unedited: { data: { segment: Segment }; answer: "confirm" | null };
  /** Somebody else's text stands there: which one is to stay? */
  conflict: {
    data: { current: Segment; yours: string; write: Write };
    answer: "mine" | "theirs" | { text: string } | null;
  };
  /** A concept of the termbase, to be changed. */
  concept: { data: { concept: Concept }; answer: null };
  embargo: { data: { story: Story }; answer: null };
  /** Is it meant? */
  sure: {
    data: { title: string; text: string[]; yes: string; danger?: boolean };
    answer: "yes" | null;
  };
  /** Where the source is to be split: a place in code points. */
  split: { data: { segment: Segment; targetAt: number }; answer: { sourceAt: number } | null };
}

export interface Open<K extends keyof Questions = keyof Questions> {
  /** Another one for each question: the same dialog twice is two. */
  id: number;
  kind: K;
  data: Questions[K]["data"];
  answer: (answer: Questions[K]["answer"]) => void;
}

export const dialog = new Cell<Open | null>(null);

let last = 0;

/** Ask; a question that is open already is closed without an answer. */
export function ask<K extends keyof Questions>(
  kind: K,
  data: Questions[K]["data"],
): Promise<Questions[K]["answer"]> {
  dialog.get()?.answer(null);
  return new Promise((resolve) => {
    const open: Open<K> = {
      id: ++last,
      kind,
      data,
      answer: (answer) => {
        if (dialog.get() === (open as unknown as Open)) dialog.set(null);
        resolve(answer);
      },
    };
    dialog.set(open as unknown as Open);
  });
}
