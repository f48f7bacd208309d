// Which dialog is open: one component for each question of ../dialog.
import type { FunctionComponent } from "preact";
import { useCell } from "../cell";
import { dialog, type Open, type Questions } from "../dialog";
import { Concept, EmbargoOf, NewTerm } from "./forms";
import { Notice } from "./notice";
import { Conflict, Split, Sure, Unedited } from "./questions";
import { Settings } from "./settings";
import { Shortcuts } from "./shortcuts";

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
  const Shown = open && (dialogs[open.kind] as FunctionComponent<Open>);
  return (
    <>
      <Notice />
      {Shown && <Shown key={open.id} {...open} />}
    </>
  );
}
