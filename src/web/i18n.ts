// The page's language: catalogues made from po/*.po, `lang` of the document.
import { Cell } from "./cell";
import { settings } from "./settings";

/** Languages there are catalogues for, besides English; set by build.mjs. */
declare const LANGUAGES: string[];

interface Catalogue {
  plurals: number[];
  messages: Record<string, string | string[]>;
}

const ENGLISH: Catalogue = { plurals: [], messages: {} };
let catalogue = ENGLISH;

/** The language the page speaks now; components hang on it through App. */
export const language = new Cell("en");
export const languages: readonly string[] = ["en", ...LANGUAGES];

function fill(text: string, values: (string | number)[]): string {
  let next = 0;
  return text.replace(/%(?:(\d)\$)?[sd]|%%/g, (what, place?: string) => {
    if (what === "%%") return "%";
    const value = values[place ? Number(place) - 1 : next++];
    return value === undefined ? what : typeof value === "number" ? count(value) : value;
  });
}

/** A message; %s, %d and %1$s stand for the values. */
export function _(text: string, ...values: (string | number)[]): string {
  const found = catalogue.messages[text];
  return fill(typeof found === "string" ? found : text, values);
}

/** Mark a message that _() is called with later, in a table. */
export function N_(text: string): string {
  return text;
}

/** A message that counts; `n` is its first value. */
export function Q_(one: string, many: string, n: number, ...values: (string | number)[]): string {
  const forms = catalogue.messages[one];
  let text = n === 1 ? one : many;
  if (Array.isArray(forms)) {
    const { plurals } = catalogue;
    text = forms[plurals[n < 200 ? n : 100 + (n % 100)] ?? 0] ?? text;
  }
  return fill(text, [n, ...values]);
}

/** A number as the language writes it: 12,345. */
export function count(n: number): string {
  return n.toLocaleString(language.get());
}

/** A time of the server (ISO 8601, UTC) as the user's clock says it. */
export function when(iso: string): string {
  const at = new Date(iso);
  if (iso === "" || Number.isNaN(at.getTime())) return iso;
  return at.toLocaleString(language.get(), { dateStyle: "medium", timeStyle: "short" });
}

/** The name of a language, in the page's language. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([language.get()], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function wanted(): string {
  const asked = settings.get().language;
  for (const tag of asked ? [asked] : navigator.languages) {
    const short = tag.split("-")[0] ?? tag;
    if (languages.includes(short)) return short;
  }
  return "en";
}

/** Speak the language that the user chose, else the browser's. */
export async function speak(): Promise<void> {
  const tag = wanted();
  if (tag !== language.get() || catalogue === ENGLISH) {
    catalogue = ENGLISH;
    if (tag !== "en") {
      const reply = await fetch(`/messages/${tag}.json`).catch(() => null);
      if (reply?.ok) catalogue = (await reply.json()) as Catalogue;
    }
  }
  document.documentElement.lang = catalogue === ENGLISH ? "en" : tag;
  language.set(document.documentElement.lang);
}
