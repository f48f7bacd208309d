// Which key does what: commands, presets, the user's own keys, and when a key is
// nobody's but the input method's.
import { N_ } from "./i18n";
import { choose, settings } from "./settings";

/** Commands in the order they are listed in; titles are messages. */
export const COMMANDS = {
  confirm: N_("Confirm and go to the next segment"),
  confirmUntranslated: N_("Confirm and go to the next untranslated segment"),
  next: N_("Next segment"),
  previous: N_("Previous segment"),
  nextUntranslated: N_("Next untranslated segment"),
  goto: N_("Go to a segment by its number"),
  match1: N_("Insert match 1"),
  match2: N_("Insert match 2"),
  match3: N_("Insert match 3"),
  match4: N_("Insert match 4"),
  match5: N_("Insert match 5"),
  match6: N_("Insert match 6"),
  match7: N_("Insert match 7"),
  match8: N_("Insert match 8"),
  match9: N_("Insert match 9"),
  copySource: N_("Copy the source"),
  insertCode: N_("Insert the next inline code"),
  fix: N_("Accept the first correction of the checks"),
  concordance: N_("Search the memory for the selection"),
  addTerm: N_("Add a term"),
  split: N_("Split the segment"),
  join: N_("Join with the next segment"),
  lock: N_("Lock or unlock the segment"),
  reopen: N_("Take the confirmation back"),
  undoFilled: N_("Undo the filling in of repetitions"),
  save: N_("Save now"),
  edit: N_("Go to the translation"),
  side: N_("Go to the side pane"),
  stories: N_("List of stories"),
  proof: N_("Proof view"),
  shortcuts: N_("List of keys"),
  settings: N_("Settings"),
} as const;
export type Command = keyof typeof COMMANDS;
export const commandNames = Object.keys(COMMANDS) as Command[];

const OURS: Record<Command, string[]> = {
  confirm: ["Ctrl+Enter"],
  confirmUntranslated: ["Ctrl+Shift+Enter"],
  next: ["Alt+ArrowDown"],
  previous: ["Alt+ArrowUp"],
  nextUntranslated: ["Ctrl+U"],
  goto: ["Alt+G"],
  match1: ["Ctrl+1", "Alt+1"],
  match2: ["Ctrl+2", "Alt+2"],
  match3: ["Ctrl+3", "Alt+3"],
  match4: ["Ctrl+4", "Alt+4"],
  match5: ["Ctrl+5", "Alt+5"],
  match6: ["Ctrl+6", "Alt+6"],
  match7: ["Ctrl+7", "Alt+7"],
  match8: ["Ctrl+8", "Alt+8"],
  match9: ["Ctrl+9", "Alt+9"],
  copySource: ["Ctrl+Insert"],
  insertCode: ["Alt+T"],
  fix: ["Alt+X"],
  concordance: ["Alt+K"],
  addTerm: ["Ctrl+Shift+G"],
  split: ["Alt+Shift+S"],
  join: ["Alt+Shift+J"],
  lock: ["Alt+Shift+L"],
  reopen: ["Alt+Shift+O"],
  undoFilled: ["Alt+Z"],
  save: ["Ctrl+S"],
  edit: ["Alt+E"],
  side: ["Alt+P"],
  stories: ["Alt+L"],
  proof: ["Alt+R"],
  shortcuts: ["Alt+H"],
  settings: ["Alt+,"],
};

// Other programs' defaults, where they have such a command.  A tab of a browser
// never sees Ctrl+N, Ctrl+T and Ctrl+W, so that ours stay beside them.
const PRESETS: Record<"taiyaku" | "omegat" | "memoq", Partial<Record<Command, string[]>>> = {
  taiyaku: {},
  omegat: {
    next: ["Ctrl+N", "Alt+ArrowDown"],
    previous: ["Ctrl+P", "Alt+ArrowUp"],
    goto: ["Ctrl+J"],
    match1: ["Ctrl+R", "Ctrl+I", "Ctrl+1", "Alt+1"],
    copySource: ["Ctrl+Shift+R", "Ctrl+Shift+I", "Ctrl+Insert"],
    insertCode: ["Ctrl+T", "Alt+T"],
    concordance: ["Ctrl+F", "Alt+K"],
    stories: ["Ctrl+L", "Alt+L"],
  },
  memoq: {
    nextUntranslated: ["Ctrl+G", "Ctrl+U"],
    copySource: ["Ctrl+Shift+S", "Ctrl+Insert"],
    concordance: ["Ctrl+K", "Alt+K"],
    addTerm: ["Ctrl+E", "Ctrl+Q", "Ctrl+Shift+G"],
    split: ["Ctrl+T", "Alt+Shift+S"],
    join: ["Ctrl+J", "Alt+Shift+J"],
    lock: ["Ctrl+Shift+L", "Alt+Shift+L"],
  },
};

/** The keys of a command as things stand. */
export function keysOf(command: Command): readonly string[] {
  const { keys, preset } = settings.get();
  return keys[command] ?? PRESETS[preset][command] ?? OURS[command];
}

/** The command of a key, if it has one. */
export function commandOf(key: string): Command | null {
  return commandNames.find((command) => keysOf(command).includes(key)) ?? null;
}

/** Give a command other keys; they are taken from whoever has them. */
export function bind(command: Command, keys: string[]): void {
  const own: Record<string, string[]> = { ...settings.get().keys };
  for (const other of commandNames)
    if (other !== command && keysOf(other).some((key) => keys.includes(key)))
      own[other] = keysOf(other).filter((key) => !keys.includes(key));
  own[command] = keys;
  choose({ keys: own });
}

/** Back to the preset: one command, or all. */
export function unbind(command?: Command): void {
  const own = { ...settings.get().keys };
  if (command) delete own[command];
  choose({ keys: command ? own : {} });
}

/** Why a key may not be given to a command; "" if it may. */
export function refused(key: string): "" | "types" | "reserved" {
  if (key === "Ctrl+Space" || /(Shift|Ctrl)\+Arrow/.test(key) || /(^|\+)F([6-9]|10)$/.test(key))
    return "reserved";
  return /(Ctrl|Alt)\+/.test(key) || /^(Shift\+)?F\d+$/.test(key) ? "" : "types";
}

/** A keydown as we write it, "Ctrl+Shift+Enter"; "" for a modifier alone. */
export function keyOf(event: KeyboardEvent): string {
  let { key } = event;
  const place = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(event.code);
  if (/^(Control|Shift|Alt|Meta|AltGraph|Dead|Process|Unidentified)$/.test(key)) {
    if (!place || key !== "Dead") return "";
  }
  // A letter by what it types, where that is Latin: on other layouts, and where
  // Alt types signs (macOS), by its place.
  if (place?.[2]) key = place[2];
  else if (/^[a-z]$/i.test(key)) key = key.toUpperCase();
  else if (place?.[1]) key = place[1];
  else if (key === " ") key = "Space";
  return (
    (event.ctrlKey || event.metaKey ? "Ctrl+" : "") +
    (event.altKey ? "Alt+" : "") +
    (event.shiftKey ? "Shift+" : "") +
    key
  );
}

// ---- the input method's keys

let composing = false;
let ended = false;
addEventListener("compositionstart", () => (composing = true), true);
addEventListener(
  "compositionend",
  () => {
    composing = false;
    ended = true;
    setTimeout(() => (ended = false));
  },
  true,
);
// An input method that goes with its field tells no end.
addEventListener("focusout", () => (composing = false), true);

/** Whether text is being composed: nothing may touch the field. */
export function isComposing(): boolean {
  return composing;
}

/**
 * Whether a key is the input method's.  keyCode 229 is the keydown before
 * compositionstart, and in Safari the one after compositionend that confirmed
 * the text, when isComposing is false already.
 */
export function isInputMethods(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229 || composing || ended;
}

// ---- who does it

const doers = new Map<Command, (() => void)[]>();

/** Do `f` when the command is given; the last one who said so does it. */
export function handle(command: Command, f: () => void): () => void {
  const all = doers.get(command) ?? [];
  doers.set(command, all);
  all.push(f);
  return () => {
    const at = all.indexOf(f);
    if (at >= 0) all.splice(at, 1);
  };
}

/** Give a command; false if nobody does it here. */
export function run(command: Command): boolean {
  const f = doers.get(command)?.at(-1);
  f?.();
  return f !== undefined;
}

/** Listen to the keys of the whole page. */
export function listen(): void {
  addEventListener(
    "keydown",
    (event) => {
      if (isInputMethods(event) || event.getModifierState("AltGraph")) return;
      // A modal dialog has the keyboard to itself.
      if (document.querySelector("dialog:modal")) return;
      const key = keyOf(event);
      if (key === "" || refused(key)) return;
      const command = commandOf(key);
      if (command && run(command)) event.preventDefault();
    },
    true,
  );
}
