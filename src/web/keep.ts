// What was typed and is not yet the server's: kept in the browser, per memory,
// segment and page, until the server has it.
import { CLIENT } from "./api";
import { Cell } from "./cell";
import type { From } from "./types";

export interface Kept {
  story: number;
  segment: number;
  /** Of the segment when it was last as the server has it. */
  revision: number;
  text: string;
  from: From;
  unit: number;
  score: number;
  /** The user confirmed it. */
  confirm: boolean;
  repeat: boolean;
  /** Names this write: sent again, it is done once. */
  key: string;
  /** A write before this one that may have been done or not: nobody answered.
   * It is sent first, again. */
  tried: Kept | null;
  at: number;
}

const PREFIX = "taiyaku.kept.";

/** How many segments have text here that the server has not acknowledged. */
export const unsaved = new Cell(0);

const name = (memory: string, segment: number, page = CLIENT) =>
  `${PREFIX}${encodeURIComponent(memory)}.${segment}.${page}`;

/** False: the browser keeps nothing (full, or forbidden). */
export function keep(memory: string, kept: Kept): boolean {
  try {
    localStorage.setItem(name(memory, kept.segment), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** The server has what was written with `key`; what was typed since stays. */
export function forget(memory: string, segment: number, key: string): void {
  const at = name(memory, segment);
  if (parse(localStorage.getItem(at))?.key === key) localStorage.removeItem(at);
}

// A page holds a lock as long as it lives, so that pages know whose texts are
// nobody's any more: those of a page that crashed or was loaded again.
const LOCK = "taiyaku.page.";

/** Live until the page goes. */
export function live(): void {
  void navigator.locks?.request(LOCK + CLIENT, () => new Promise(() => undefined));
}

async function alive(): Promise<Set<string>> {
  const state = await navigator.locks?.query();
  const held = state?.held ?? [];
  return new Set(held.flatMap((l) => (l.name?.startsWith(LOCK) ? l.name.slice(LOCK.length) : [])));
}

function parse(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? "") as Partial<Kept>;
    const good =
      typeof kept.segment === "number" && typeof kept.revision === "number" &&
      typeof kept.text === "string" && typeof kept.key === "string";
    return good ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

/**
 * Take over what pages that are gone had kept.  If two had text for one segment,
 * the newest; the other waits for the next page.
 */
export async function inherit(memory: string): Promise<Kept[]> {
  const living = await alive();
  const found = new Map<number, { kept: Kept; key: string }>();
  const start = `${PREFIX}${encodeURIComponent(memory)}.`;
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(start)) continue;
    const page = key.slice(key.lastIndexOf(".") + 1);
    if (page === CLIENT || living.has(page)) continue;
    const kept = parse(localStorage.getItem(key));
    if (!kept) localStorage.removeItem(key);
    else if (kept.at > (found.get(kept.segment)?.kept.at ?? -1)) found.set(kept.segment, { kept, key });
  }
  for (const { kept, key } of found.values()) {
    keep(memory, kept);
    localStorage.removeItem(key);
  }
  return [...found.values()].map((f) => f.kept);
}
