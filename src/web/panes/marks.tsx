// How marked text is drawn: differences, values, places found; always by shape
// and by a word for those who hear the page, never by colour alone.
import type { ComponentChildren } from "preact";
import type { Change, Span } from "../api";
import { _, language } from "../i18n";
import { fromCodePoints, slice } from "../text";

/** A place of a text, in code points, and how it is drawn. */
export interface Drawn {
  span: Span;
  draw: (text: string) => ComponentChildren;
}

/** Words of the page's own that are heard and not seen, in whatever text. */
export function Heard({ children }: { children: ComponentChildren }) {
  return (
    <span class="heard" lang={language.get()}>
      {children}
    </span>
  );
}

/** `text` with its marks drawn; of marks that overlap the first one stays. */
export function Marked({ text, marks }: { text: string; marks: Drawn[] }) {
  const drawn: ComponentChildren[] = [];
  let done = 0;
  for (const mark of [...marks].sort((a, b) => a.span[0] - b.span[0])) {
    const start = fromCodePoints(text, mark.span[0]);
    const end = fromCodePoints(text, mark.span[1]);
    if (start < done || end < start) continue;
    drawn.push(text.slice(done, start), mark.draw(text.slice(start, end)));
    done = end;
  }
  drawn.push(text.slice(done));
  return <>{drawn}</>;
}

/** One text that shows how `from` became `to`. */
export function Difference(props: { from: string; to: string; changes: Change[] }) {
  const marks = props.changes.map((change) => ({
    span: change.old,
    draw: (old: string) => (
      <>
        {old && (
          <del>
            <Heard>{_("removed:")} </Heard>
            {old}
            <Heard>; </Heard>
          </del>
        )}
        {change.new[1] > change.new[0] && (
          <ins>
            <Heard>{_("added:")} </Heard>
            {slice(props.to, change.new)}
            <Heard>; </Heard>
          </ins>
        )}
      </>
    ),
  }));
  return <Marked text={props.from} marks={marks} />;
}

/** What was searched for, where it was found. */
export function Found({ text, spans }: { text: string; spans: Span[] }) {
  const marks = spans.map((span) => ({
    span,
    draw: (found: string) => <mark class="hit">{found}</mark>,
  }));
  return <Marked text={text} marks={marks} />;
}
