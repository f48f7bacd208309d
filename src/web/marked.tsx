// A text with everything that must be seen in it: values, terms, inline codes,
// characters that nobody sees.  Text nodes only; copied, it is the text itself.
import { _, N_ } from "./i18n";
import { CODE, cut, placed, type Mark, type Placed } from "./text";

const NAMES: Record<string, string> = {
  "\t": N_("tab"),
  "\n": N_("line break"),
  "\u00a0": N_("no-break space"),
  "\u00ad": N_("soft hyphen"),
  "\u061c": N_("Arabic letter mark"),
  "\u200b": N_("zero width space"),
  "\u200c": N_("zero width non-joiner"),
  "\u200d": N_("zero width joiner"),
  "\u200e": N_("left-to-right mark"),
  "\u200f": N_("right-to-left mark"),
  "\u202f": N_("narrow no-break space"),
  "\u2060": N_("word joiner"),
  "\u3000": N_("ideographic space"),
  "\ufeff": N_("byte order mark"),
};
const SHORT: Record<string, string> = {
  "\t": "→", "\n": "↵", "\u00a0": "°", "\u00ad": "¬", "\u3000": "□", " ": "·",
  "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM", "\u200f": "RLM",
  "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
  "\u202f": "NNBSP", "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI",
  "\u2069": "PDI", "\ufeff": "BOM",
};

// What is shown by a sign: controls, spaces that are none of ours, bidi, and
// spaces in a row or at an end.
const HIDDEN =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]| {2,}|^ | $/g;

const code = (c: string) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;

/** The name of a character that is not seen. */
export function nameOf(c: string): string {
  const name = NAMES[c];
  return name ? `${_(name)} (${code(c)})` : c === " " ? _("space") : code(c);
}

/** The sign of a character that is not seen. */
export function signOf(c: string): string {
  return SHORT[c] ?? code(c).slice(2);
}

/** Characters of a text that nobody sees, each once. */
export function hidden(text: string): string[] {
  return [...new Set((text.match(HIDDEN) ?? []).flatMap((run) => [...run]))];
}

/** What stands out by itself: inline codes, characters that nobody sees. */
function own(text: string): Placed[] {
  const all: Placed[] = [];
  for (const m of text.matchAll(CODE))
    all.push({ kind: "code", title: _("Inline code"), start: m.index, end: m.index + m[0].length });
  for (const m of text.matchAll(HIDDEN))
    for (let i = 0; i < m[0].length; i++)
      all.push({
        kind: "hidden",
        title: nameOf(m[0].charAt(i)),
        start: m.index + i,
        end: m.index + i + 1,
      });
  return all;
}

/** A text with its marks: kinds are classes, "value" is `mark-value`. */
export function Marked({ text, marks = [] }: { text: string; marks?: readonly Mark[] }) {
  return (
    <>
      {cut(text, [...placed(text, marks), ...own(text)]).map((piece, i) => {
        if (piece.marks.length === 0) return piece.text;
        const titles = piece.marks.flatMap((m) => m.title ?? []);
        const unseen = piece.marks.some((m) => m.kind === "hidden");
        return (
          <span
            key={i}
            class={piece.marks.map((m) => `mark-${m.kind}`).join(" ")}
            data-sign={unseen ? signOf(piece.text) : undefined}
            title={titles.length ? titles.join("\n") : undefined}
          >
            {piece.text}
          </span>
        );
      })}
    </>
  );
}
