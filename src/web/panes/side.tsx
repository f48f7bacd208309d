// The side pane: all that is known about the active segment.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as api from "../api";
import type { Issue, Segment } from "../api";
import { useCell } from "../cell";
import { on } from "../events";
import { _ } from "../i18n";
import { handle, keysOf, run, type Command } from "../keys";
import { say } from "../notice";
import { settings } from "../settings";
import { useActive, type OpenStory } from "../store";
import { keyTitle } from "../dialogs/shortcuts";
import { Japanese } from "../views/japanese";
import { useAnswer } from "./answers";
import { Checks, sorted } from "./checks";
import { insert, reach, replace } from "./hands";
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

/** Counts how often the memory or the terms changed: what was found is over. */
function useMemoryVersion(): number {
  const [version, set] = useState(0);
  useEffect(() => {
    const next = () => set((n) => n + 1);
    const stops = [on("memory", next), on("terms", next), on("back", next)];
    return () => stops.forEach((stop) => stop());
  }, []);
  return version;
}

function fix(issue: Issue): void {
  if (issue.target === null || issue.fix === null) return;
  if (!replace(issue.target, issue.text, issue.fix)) say(_("The text has changed since the check"));
}

function Past({ segment, target }: { segment: Segment; target: string }) {
  const [shown, setShown] = useState(false);
  const history = useAnswer(
    shown ? (signal) => api.past(segment.id, signal) : null,
    [segment.id, segment.revision, shown],
  );
  return (
    <details class="pane" onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <h2>{_("History")}</h2>
      </summary>
      {shown && (
        <History
          history={history}
          current={segment.target}
          target={target}
          putBack={(text) => replace(null, "", text)}
        />
      )}
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
  const { min, vertical } = useCell(settings);
  const version = useMemoryVersion();
  const answer = useAnswer(
    (signal) => api.suggestions(segment.id, min, 9, signal),
    [segment.id, segment.source, min, version],
  );
  const issues = useAnswer(
    segment.target ? (signal) => api.checks(segment.id, signal) : async () => [],
    [segment.id, segment.revision],
  );
  useEffect(() => {
    const ends = [
      handle("side", () => document.querySelector<HTMLElement>("#pane-matches")?.focus()),
      handle("fix", () => {
        const first = sorted(issues ?? []).find((issue) => issue.fix !== null);
        if (first) fix(first);
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [issues]);
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
          fix={fix}
          show={(issue) => issue.target && reach(issue.target, issue.text)}
        />
      </Pane>
      <Pane id="terms" title={_("Terms")} count={answer?.terms.length}>
        <Terms terms={answer?.terms ?? []} target={story.target} insert={insert} />
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
