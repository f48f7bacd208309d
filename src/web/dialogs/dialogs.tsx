// Which dialog is open: one component for each question of ../dialog.
import type { FunctionComponent } from "preact";
import { useCell } from "../cell";
import { dialog, type Open, type Questions } from "../dialog";
import { Concept, EmbargoOf, NewTerm } from "./forms";
import { Conflict, Split, Sure, Unedited } from "./questions";
import { Settings } from "./settings";
import { Shortcuts } from "./shortcuts";

/** What a dialog is given: its question, and how it answers. */
export type Asked<K extends keyof Questions> = Open<K>;

const dialogs: { [K in keyof Questions]: FunctionComponent<Open<K>> } = {
  shortcuts: Shortcuts,
  settings: Settings,
  term: NewTerm,
  concept: Concept,
  embargo: EmbargoOf,
  unedited: Unedited,
  conflict: Conflict,
  split: Split,
  sure: Sure,
};

export function Dialogs() {
  const open = useCell(dialog);
  if (!open) return null;
  const Shown = dialogs[open.kind] as FunctionComponent<Open>;
  return <Shown key={open.kind} {...open} />;
}
