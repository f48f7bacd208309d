// The side pane: all that is known about the active segment.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useChecks, useHistory, useSuggestions, type Known } from "../ahead";
import type { Segment } from "../api";
import { useCell } from "../cell";
import { ask } from "../dialog";
import { keyTitle } from "../dialogs/shortcuts";
import { applyFix, focusField, insertMatch, insertText, replaceText, selected, showPlace } from "../editing";
import { _ } from "../i18n";
import { handle, keysOf, type Command } from "../keys";
import { settings } from "../settings";
import { useActive, type OpenStory } from "../store";
import { Preview } from "../views/vertical";
import { Checks } from "./checks";
import { History } from "./history";
import { Matches } from "./matches";
import { Terms } from "./terms";

function Pane(props: {
  id: string;
  title: string;
  count?: number;
  children: ComponentChildren;
}) {
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

/** What went wrong when an answer was asked for; what is shown may be old. */
function Failed({ known }: { known: Known<unknown> }) {
  return known.error ? <p class="message warn">{known.error}</p> : null;
}

function Found({ segment, target }: { segment: Segment; target: string }) {
  const checks = useChecks(segment);
  const issues = checks.value;
  return (
    <Pane id="checks" title={_("Checks")} count={issues?.length}>
      <Failed known={checks} />
      <Checks
        issues={issues}
        target={target}
        hint={hint("fix")}
        fix={applyFix}
        show={showPlace}
      />
    </Pane>
  );
}

function Past({ segment, target }: { segment: Segment; target: string }) {
  const history = useHistory(segment);
  return (
    <>
      <Failed known={history} />
      <History
        history={history.value}
        current={segment.target}
        target={target}
        putBack={(text) => replaceText(text)}
      />
    </>
  );
}

/** The history is asked for when somebody wants to see it. */
function PastOnDemand(props: { segment: Segment; target: string }) {
  const [shown, setShown] = useState(false);
  return (
    <details class="pane" onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <h2>{_("History")}</h2>
      </summary>
      {shown && <Past {...props} />}
    </details>
  );
}

/** A new term, of what is selected on both sides. */
function addTerm(target: string): void {
  const field = document.querySelector<HTMLTextAreaElement>(".editor-grid .typing");
  const chosen = selected();
  const typed = field?.value.slice(field.selectionStart, field.selectionEnd) ?? "";
  const ofTarget = chosen.lang === target;
  const term = {
    source: ofTarget ? "" : chosen.text,
    target: ofTarget ? chosen.text : typed,
  };
  void ask("term", term).then(focusField);
}

function Of({ open, segment }: { open: OpenStory; segment: Segment }) {
  const { source, target } = useCell(open.story);
  const { vertical } = useCell(settings);
  const answer = useSuggestions(segment);
  const { matches, terms } = answer.value ?? { matches: [], terms: [] };
  return (
    <>
      <Pane id="matches" title={_("Matches")} count={matches.length}>
        <Failed known={answer} />
        <Matches
          answer={answer.value}
          source={source}
          target={target}
          hint={(n) => hint(`match${n}` as Command)}
          insert={insertMatch}
        />
      </Pane>
      <Found segment={segment} target={target} />
      <Pane id="terms" title={_("Terms")} count={terms.length}>
        <Terms terms={terms} target={target} insert={insertText} />
      </Pane>
      {vertical && target === "ja" && <Preview open={open} segment={segment} />}
      <PastOnDemand segment={segment} target={target} />
    </>
  );
}

export function Side({ open }: { open: OpenStory }) {
  const segment = useActive(open);
  const { target } = useCell(open.story);
  useEffect(() => {
    const ends = [
      handle("side", () => document.querySelector<HTMLElement>("#pane-matches")?.focus()),
      handle("addTerm", () => addTerm(target)),
    ];
    return () => ends.forEach((end) => end());
  }, [target]);
  return segment ? <Of open={open} segment={segment} /> : null;
}
