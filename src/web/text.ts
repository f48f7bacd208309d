// Places in texts: code points (the server's) and UTF-16 (the browser's), inline
// codes, and characters that nobody sees.

/** Where code point number `at` of `text` is in UTF-16. */
export function fromCodePoints(text: string, at: number): number {
  let i = 0;
  for (; at > 0 && i < text.length; at--) i += text.codePointAt(i)! > 0xffff ? 2 : 1;
  return i;
}

/** How many code points come before place `at` of UTF-16. */
export function toCodePoints(text: string, at: number): number {
  let n = 0;
  for (let i = 0; i < at && i < text.length; n++) i += text.codePointAt(i)! > 0xffff ? 2 : 1;
  return n;
}

/** A span of the server's as one of String.slice(). */
export function slice(text: string, span: readonly [number, number]): string {
  return text.slice(fromCodePoints(text, span[0]), fromCodePoints(text, span[1]));
}

export interface Mark {
  /** What it is: a class of the style sheet, and what a reader is told. */
  kind: string;
  title?: string;
  span: readonly [number, number];
}

/** A mark at its place in UTF-16. */
export interface Placed extends Omit<Mark, "span"> {
  start: number;
  end: number;
}

export function placed(text: string, marks: readonly Mark[]): Placed[] {
  return marks.map(({ span, ...mark }) => ({
    ...mark,
    start: fromCodePoints(text, span[0]),
    end: fromCodePoints(text, span[1]),
  }));
}

export interface Piece {
  text: string;
  marks: Placed[];
}

/** Cut a text where marks begin and end; the pieces hold all of it, in order. */
export function cut(text: string, marks: readonly Placed[]): Piece[] {
  if (marks.length === 0) return [{ text, marks: [] }];
  const edges = new Set([0, text.length]);
  for (const { start, end } of marks) edges.add(start).add(end);
  const at = [...edges].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < at.length; i++) {
    const [start, end] = [at[i]!, at[i + 1]!];
    const over = marks.filter((m) => m.start <= start && m.end >= end);
    pieces.push({ text: text.slice(start, end), marks: over });
  }
  return pieces;
}

/** Inline codes as they stand in texts: <1>, </1>, <2/>; <lt/> is a "<". */
export const CODE = /<\/?\d+>|<\d+\/>/g;

/** The inline codes of a text, in order. */
export function codes(text: string): string[] {
  return text.match(CODE) ?? [];
}

/** A text as its reader sees it: without codes, "<lt/>" as "<". */
export function plain(text: string): string {
  return text.replace(CODE, "").replaceAll("<lt/>", "<");
}
