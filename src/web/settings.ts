// What the user chose, kept in the browser.
import { Cell } from "./cell";

export interface Settings {
  /** Of the page: "en", "ja"; "" as the browser says. */
  language: string;
  /** Where "confirm and next" does not stop. */
  skipConfirmed: boolean;
  skipExact: boolean;
  skipLocked: boolean;
  /** Repetitions of a confirmed segment are filled in. */
  repeat: boolean;
  /** Suggestions of this score and better are shown. */
  min: number;
  preset: "taiyaku" | "omegat" | "memoq";
  /** Keys that the user gave a command, by its name: ["Ctrl+Enter"]. */
  keys: Record<string, string[]>;
  /** Size of the text in the grid, per cent. */
  size: number;
  /** Japanese is shown in vertical lines beside the grid. */
  vertical: boolean;
  /** The concordance is open; heights and widths of the panes, in px. */
  concordance: boolean;
  side: number;
  bottom: number;
}

const KEY = "taiyaku.settings";
export const DEFAULTS: Settings = {
  language: "",
  skipConfirmed: false,
  skipExact: false,
  skipLocked: true,
  repeat: true,
  min: 50,
  preset: "taiyaku",
  keys: {},
  size: 100,
  vertical: false,
  concordance: true,
  side: 400,
  bottom: 200,
};

function stored(): Settings {
  const settings = { ...DEFAULTS };
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof kept !== "object" || kept === null) return settings;
    for (const [name, value] of Object.entries(kept))
      if (name in DEFAULTS && typeof value === typeof DEFAULTS[name as keyof Settings])
        Object.assign(settings, { [name]: value });
  } catch {
    // Nothing readable is kept: the defaults.
  }
  return settings;
}

export const settings = new Cell<Settings>(stored());

export function choose(change: Partial<Settings>): void {
  settings.update((now) => ({ ...now, ...change }));
  try {
    localStorage.setItem(KEY, JSON.stringify(settings.get()));
  } catch {
    // A browser that keeps nothing: it holds until the page is closed.
  }
}
