// What Japanese type needs beyond characters: ruby from Aozora marks, and digits
// that stand upright in a vertical line.
import type { ComponentChildren } from "preact";

export interface Run {
  text: string;
  /** Its reading; none: plain text. */
  ruby?: string;
}

/* 漢字《かんじ》: kanji before a bracket of kana; ｜ARM《アーム》: whatever follows
   the bar.  Newspapers use 《》 as brackets too: those that hold anything but
   kana, or follow something else, stay as they are. */
const marks =
  /(?:｜([^｜《》\n]{1,40})|([\p{Script=Han}々〆ヶ]+))《([\p{Script=Hiragana}\p{Script=Katakana}ー・　 ]{1,60})》/gu;

export function runs(text: string): Run[] {
  const found: Run[] = [];
  let done = 0;

  for (const match of text.matchAll(marks)) {
    if (match.index > done) found.push({ text: text.slice(done, match.index) });
    found.push({ text: match[1] ?? match[2] ?? "", ruby: match[3] ?? "" });
    done = match.index + match[0].length;
  }
  if (done < text.length) found.push({ text: text.slice(done) });
  return found;
}

/** `text` with `draw` for what stands in one character's place: one or two
 * digits alone, and doubled marks such as !?. */
export function upright(
  text: string,
  draw: (cell: string) => ComponentChildren,
): ComponentChildren[] {
  return text
    .split(/([0-9A-Za-z.,:%+\-/]+|[!?]+)/)
    .map((part, i) =>
      i % 2 === 1 && /^(\d{1,2}|[!?]{1,2})$/.test(part) ? draw(part) : part,
    );
}

/** Japanese text as it is printed. */
export function Japanese({ text, vertical }: { text: string; vertical?: boolean }) {
  const plain = (part: string) =>
    vertical
      ? upright(part, (cell) => <span class="upright">{cell}</span>)
      : part;

  return (
    <>
      {runs(text).map((run) =>
        run.ruby === undefined ? (
          plain(run.text)
        ) : (
          <ruby>
            {plain(run.text)}
            <rp>《</rp>
            <rt>{run.ruby}</rt>
            <rp>》</rp>
          </ruby>
        ),
      )}
    </>
  );
}
