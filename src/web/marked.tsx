// A text with everything that must be seen in it: values, terms, inline codes,
// characters that nobody sees.  Text nodes only; copied, it is the text itself.
import type { ComponentChildren } from "preact";
import { _, N_ } from "./i18n";
import { CODE, cut, type Mark, type Piece } from "./text";

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
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]| (?= )|(?<= ) |^ | $/g;

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
  return [...new Set(text.match(HIDDEN) ?? [])];
}

function Hidden({ text }: { text: string }) {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const m of text.matchAll(HIDDEN)) {
    if (m.index > from) parts.push(text.slice(from, m.index));
    parts.push(
      <span class="hidden-char" data-sign={signOf(m[0])} title={nameOf(m[0])}>
        {m[0]}
      </span>,
    );
    from = m.index + m[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return <>{parts}</>;
}

function Coded({ text }: { text: string }) {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const m of text.matchAll(CODE)) {
    if (m.index > from) parts.push(<Hidden text={text.slice(from, m.index)} />);
    parts.push(
      <span class="code" title={_("Inline code")}>
        {m[0]}
      </span>,
    );
    from = m.index + m[0].length;
  }
  if (from < text.length) parts.push(<Hidden text={text.slice(from)} />);
  return <>{parts}</>;
}

function Run({ piece }: { piece: Piece }) {
  const { text, marks } = piece;
  if (marks.length === 0) return <Coded text={text} />;
  const titles = marks.flatMap((m) => m.title ?? []);
  return (
    <span
      class={marks.map((m) => `mark-${m.kind}`).join(" ")}
      title={titles.length ? titles.join("\n") : undefined}
    >
      <Coded text={text} />
    </span>
  );
}

/** A text with its marks: kinds are classes, "value" is `mark-value`. */
export function Marked({ text, marks }: { text: string; marks: readonly Mark[] }) {
  return (
    <>
      {cut(text, marks).map((piece, i) => (
        <Run key={i} piece={piece} />
      ))}
    </>
  );
}
