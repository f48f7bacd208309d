// The side pane: all that is known about the active segment.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useChecks, useHistory, useSuggestions } from "../ahead";
import type { Segment } from "../api";
import { useCell } from "../cell";
import { applyFix, insertText, replaceText, showPlace } from "../editing";
import { _ } from "../i18n";
import { handle, keysOf, run, type Command } from "../keys";
import { settings } from "../settings";
import { useActive, type OpenStory } from "../store";
import { keyTitle } from "../dialogs/shortcuts";
import { Japanese } from "../views/japanese";
import { Checks } from "./checks";
import { History } from "./history";
import { Matches } from "./matches";
import { Terms } from "./terms";

function Pane(props: { id: string; title: string; count?: number; children: ComponentChildren }) {
  return (
    <section class={`pane ${props.id}`} aria-labelledby={`pane-${props.id}`}>
      <h2 id={`pane-${props.id}`} tabIndex={-1}>
        {props.title}
        {!!props.count && <span class="tag">{props.count}</span>}
      </h2>
      {props.children}
    </section>
  );
}

const hint = (command: Command) => keyTitle(keysOf(command)[0] ?? "");

function Events({ segment, target }: { segment: Segment; target: string }) {
  const { value } = useHistory(segment);
  return (
    <History
      history={value ?? undefined}
      current={segment.target}
      target={target}
      putBack={(text) => replaceText(text)}
    />
  );
}

function Past({ segment, target }: { segment: Segment; target: string }) {
  const [shown, setShown] = useState(false);
  return (
    <details class="pane" onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <h2>{_("History")}</h2>
      </summary>
      {shown && <Events segment={segment} target={target} />}
    </details>
  );
}

/** The paragraph of the segment as it will be printed. */
function Preview({ open, segment }: { open: OpenStory; segment: Segment }) {
  const paragraph = open
    .all()
    .filter((one) => one.paragraph === segment.paragraph && one.kind === segment.kind);
  return (
    <Pane id="preview" title={_("In vertical lines")}>
      <div class="vertical" lang="ja" tabIndex={0} role="group" aria-labelledby="pane-preview">
        <article>
          <p class={segment.kind}>
            {paragraph.map((one) => (
              <span class={one.id === segment.id ? "here" : undefined}>
                <Japanese text={one.target} vertical />
              </span>
            ))}
          </p>
        </article>
      </div>
    </Pane>
  );
}

function Of({ open, segment }: { open: OpenStory; segment: Segment }) {
  const story = useCell(open.story);
  const { vertical } = useCell(settings);
  const answer = useSuggestions(segment).value ?? undefined;
  const issues = useChecks(segment).value ?? undefined;
  useEffect(
    () => handle("side", () => document.querySelector<HTMLElement>("#pane-matches")?.focus()),
    [],
  );
  return (
    <>
      {segment.note && (
        <Pane id="note" title={_("Note")}>
          <p class="note">{segment.note}</p>
        </Pane>
      )}
      <Pane id="matches" title={_("Matches")} count={answer?.matches.length}>
        <Matches
          answer={answer}
          source={story.source}
          target={story.target}
          hint={(n) => hint(`match${n}` as Command)}
          insert={(n) => run(`match${n}` as Command)}
        />
      </Pane>
      <Pane id="checks" title={_("Checks")} count={issues?.length}>
        <Checks
          issues={issues}
          target={story.target}
          hint={hint("fix")}
          fix={applyFix}
          show={showPlace}
        />
      </Pane>
      <Pane id="terms" title={_("Terms")} count={answer?.terms.length}>
        <Terms terms={answer?.terms ?? []} target={story.target} insert={insertText} />
      </Pane>
      {vertical && story.target === "ja" && <Preview open={open} segment={segment} />}
      <Past key={segment.id} segment={segment} target={story.target} />
    </>
  );
}

export function Side({ open }: { open: OpenStory }) {
  const segment = useActive(open);
  return segment ? <Of open={open} segment={segment} /> : null;
}
