// One segment in the grid: number, source, target, status.
import { Component, type ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { issueCount } from "./ahead";
import { useCell } from "./cell";
import { activate } from "./editing";
import { Field } from "./field";
import { _, Q_ } from "./i18n";
import { keysOf, run } from "./keys";
import { Marked } from "./marked";
import { resolve, saving, typedText, type Saving } from "./save";
import { useSegment, type OpenStory } from "./store";
import { type Mark } from "./text";
import type { Kind, Segment, Story } from "./types";

export interface RowProps {
  open: OpenStory;
  id: number;
  index: number;
  active: boolean;
  /** Told the row's element, to be measured, and what ends that. */
  measure: (element: HTMLElement, index: number) => () => void;
}

/** A row is drawn again for what it shows, not because the grid scrolled. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { open, id, index, active } = this.props;
    return next.open !== open || next.id !== id || next.index !== index || next.active !== active;
  }

  override render(): ComponentChildren {
    return <RowNow {...this.props} />;
  }
}

function kindName(kind: Kind): string {
  switch (kind) {
    case "headline":
      return _("Headline");
    case "kicker":
      return _("Kicker");
    case "subhead":
      return _("Subhead");
    case "caption":
      return _("Caption");
    case "body":
      return "";
  }
}

function sourceMarks(segment: Segment, story: Story): Mark[] {
  const marks: Mark[] = [
    ...segment.values.map((span): Mark => ({ kind: "value", span })),
    ...segment.terms.map((t): Mark => ({ kind: "term", span: t.span, title: _("Term") })),
  ];
  if (story.dateline && segment.source.startsWith(story.dateline))
    marks.push({ kind: "dateline", span: [0, [...story.dateline].length], title: _("Dateline") });
  return marks;
}

/** Which place of a translation was clicked (UTF-16); null: none. */
function clicked(event: MouseEvent): number | null {
  const cell = (event.target as Element).closest(".cell-target");
  const at = getSelection();
  if (!cell || !at?.anchorNode || !cell.contains(at.anchorNode)) return null;
  const before = document.createRange();
  before.setStart(cell, 0);
  before.setEnd(at.anchorNode, at.anchorOffset);
  return before.toString().length;
}

function RowNow({ open, id, index, active, measure }: RowProps) {
  const ref = useRef<HTMLDivElement>(null);
  const segment = useSegment(open, id);
  const state = useCell(saving(id));
  const story = useCell(open.story);
  useLayoutEffect(() => measure(ref.current!, index), [index]);
  if (!segment) return null;
  const above = open.at(index - 1);
  const kind = kindName(segment.kind);
  const classes = [
    "seg", `seg-${segment.kind}`, `seg-${segment.state}`,
    active ? "seg-active" : "",
    segment.locked ? "seg-locked" : "",
    above && above.paragraph !== segment.paragraph ? "seg-paragraph" : "",
  ];
  const enter = (event: MouseEvent) => {
    if (!active && (getSelection()?.isCollapsed ?? true)) activate(id, false, clicked(event));
  };
  return (
    <div
      ref={ref}
      role="row"
      class={classes.filter(Boolean).join(" ")}
      aria-rowindex={index + 2}
      aria-current={active ? "true" : undefined}
      onClick={enter}
    >
      <div role="cell" class="cell-number">
        <button
          type="button"
          tabIndex={-1}
          aria-label={_("Go to segment %d", segment.number)}
          onClick={() => activate(id, false)}
        >
          {segment.number}
        </button>
      </div>
      <div role="cell" class="cell-source" id={`source-${id}`} lang={story.source}>
        {kind && (
          <>
            <span class="kind" lang={document.documentElement.lang}>
              {kind}
            </span>{" "}
          </>
        )}
        <Marked text={segment.source} marks={sourceMarks(segment, story)} />
        {active && segment.note !== "" && <p class="segment-note">{segment.note}</p>}
      </div>
      <div role="cell" class="cell-target" lang={story.target}>
        {active ? (
          <Field key={id} open={open} segment={segment} lang={story.target} />
        ) : (
          <Marked text={typedText(id)?.text ?? segment.target} />
        )}
      </div>
      <div role="cell" class="cell-status">
        <Status segment={segment} state={state} active={active} />
      </div>
    </div>
  );
}

function stateOf(segment: Segment): { sign: string; name: string } {
  if (segment.state === "confirmed") return { sign: "●", name: _("Confirmed") };
  if (segment.state === "empty") return { sign: "○", name: _("Untranslated") };
  if (segment.from === "repetition") return { sign: "◑", name: _("Repetition") };
  if (segment.from === "match" && !segment.edited) return { sign: "◔", name: _("Match") };
  return { sign: "◐", name: _("Draft") };
}

function Status({ segment, state, active }: { segment: Segment; state: Saving | null; active: boolean }) {
  const issues = useCell(issueCount(segment.id));
  const { sign, name } = stateOf(segment);
  return (
    <>
      <span class={`state state-${segment.state}`}>
        <span class="sign" aria-hidden="true">
          {sign}
        </span>{" "}
        {name}
        {segment.score > 0 && segment.from === "match" && (
          <span class="seg-score"> {_("%d%%", segment.score)}</span>
        )}
      </span>
      {segment.locked && (
        <span class="flag flag-locked">
          <span aria-hidden="true">■ </span>
          {_("Locked")}
        </span>
      )}
      {segment.repeats > 1 && (
        <span
          class="flag flag-repeated"
          title={Q_("%d time in the story", "%d times in the story", segment.repeats)}
        >
          <span aria-hidden="true">↻ </span>
          {_("×%d", segment.repeats)}
        </span>
      )}
      {issues > 0 && (
        <span class="flag flag-issues">
          <span aria-hidden="true">▲ </span>
          {Q_("%d problem", "%d problems", issues)}
        </span>
      )}
      {state && <SavingFlag id={segment.id} state={state} />}
      {active && !segment.locked && segment.state !== "confirmed" && (
        <button
          type="button"
          class="confirm"
          tabIndex={-1}
          title={keysOf("confirm")[0]}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run("confirm")}
        >
          {_("Confirm")}
        </button>
      )}
    </>
  );
}

function SavingFlag({ id, state }: { id: number; state: Saving }) {
  switch (state) {
    case "kept":
      return (
        <span class="flag flag-kept">
          <span aria-hidden="true">✎ </span>
          {_("Not yet saved")}
        </span>
      );
    case "sending":
      return (
        <span class="flag flag-sending">
          <span aria-hidden="true">… </span>
          {_("Saving")}
        </span>
      );
    case "refused":
      return (
        <span class="flag flag-refused">
          <span aria-hidden="true">✕ </span>
          {_("Not saved")}
        </span>
      );
    case "conflict":
      return (
        <button type="button" class="flag flag-conflict" onClick={() => void resolve(id)}>
          <span aria-hidden="true">⇄ </span>
          {_("Two texts: choose")}
        </button>
      );
  }
}
