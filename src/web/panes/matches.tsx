// How a match explains itself: its score and the reasons, what differs in the
// source, what was and what must be changed in the translation, its origin.
import type { Match, Span, Suggestions } from "../api";
import { useCell } from "../cell";
import { _, when } from "../i18n";
import { session } from "../store";
import { slice } from "../text";
import { Difference, Heard, Marked, type Drawn } from "./marks";
import { countsCharacters, penaltyTitle, unitKindTitle } from "./words";

/** What is inserted: the translation with the new values, if there is one. */
function proposal(match: Match): string {
  return match.repaired ?? match.target;
}

function band(score: number): string {
  return score >= 100 ? "exact" : score >= 85 ? "close" : "far";
}

/** Why the score is what it is, each reason with its points. */
function reasons(match: Match, lang: string): string[] {
  const { distance, tokens } = match;
  const said: string[] = [];
  if (distance === 0 && match.changes.length > 0) said.push(_("other values only"));
  else if (distance === 0)
    said.push(match.score > 100 ? _("same text, same neighbours") : _("same text"));
  else if (countsCharacters(lang)) said.push(_("%d of %d characters differ", distance, tokens));
  else said.push(_("%d of %d words differ", distance, tokens));
  for (const penalty of match.penalties)
    said.push(_("%s −%d", penaltyTitle(penalty.name), penalty.points));
  return said;
}

function Carried({ was, is }: { was: string; is: string }) {
  return (
    <span class="carried">
      <Heard>{_("New value:")} </Heard>
      <mark class="value">{is}</mark>
      <Heard> {_("before:")} </Heard>
      <s class="was">{was}</s>
    </span>
  );
}

/** A span of the old target in the repaired one; null if a value is in it. */
function moved(span: Span, match: Match): Span | null {
  let shift = 0;
  for (const value of match.carried) {
    if (value.old[0] < span[1] && span[0] < value.old[1]) return null;
    if (value.old[1] <= span[0]) shift = value.new[1] - value.old[1];
  }
  return [span[0] + shift, span[1] + shift];
}

function targetMarks(match: Match): Drawn[] {
  const marks: Drawn[] = [];
  const repaired = match.repaired !== null;
  if (repaired)
    for (const { was, is, new: span } of match.carried)
      marks.push({ span, draw: () => <Carried was={was} is={is} /> });
  for (const old of match.target_spans ?? []) {
    const span = repaired ? moved(old, match) : old;
    if (span)
      marks.push({
        span,
        draw: (words) => (
          <mark class="revise">
            <Heard>{_("To be changed:")} </Heard>
            {words}
          </mark>
        ),
      });
  }
  return marks;
}

function Refusals({ match, text, lang }: { match: Match; text: string; lang: string }) {
  if (match.refused.length === 0) return null;
  return (
    <ul class="refused">
      {match.refused.map(({ source, message }) => (
        <li>
          {source[1] > source[0] && <q lang={lang}>{slice(text, source)}</q>}{" "}
          {_("Value not carried over: %s", message)}
        </li>
      ))}
    </ul>
  );
}

function Origin({ match, lang }: { match: Match; lang: string }) {
  const { headline, path, version, date, user } = match.origin;
  const more = (useCell(session)?.memories.length ?? 0) > 1;
  return (
    <p class="origin">
      {headline ? <cite lang={lang}>{headline}</cite> : path && <cite>{path}</cite>}
      {more && <cite>{match.memory.replace(/^.*[\\\/]/, "")}</cite>}
      {version > 1 && <span>{_("version %d", version)}</span>}
      {date && <time dateTime={date}>{when(date)}</time>}
      {user && <span>{user}</span>}
      <span>{unitKindTitle(match.kind)}</span>
    </p>
  );
}

interface Common {
  source: string;
  target: string;
  /** The keys that insert match n, to be shown; "" none. */
  hint: (n: number) => string;
  insert: (match: Match) => void;
}

function Card(props: Common & { match: Match; n: number; text: string }) {
  const { match, n } = props;
  const hint = props.hint(n);
  return (
    <li class="match" onDblClick={() => props.insert(match)}>
      <div class="match-head">
        <button
          class="insert"
          onClick={() => props.insert(match)}
          title={hint && _("Insert (%s)", hint)}
        >
          <Heard>{_("Insert match")} </Heard>
          {n}
        </button>
        <strong class={`score ${band(match.score)}`}>
          <Heard>{_("Score")} </Heard>
          {match.score}
        </strong>
        <span class="reasons">{reasons(match, props.source).join(" · ")}</span>
      </div>
      <p class="match-source" lang={props.source}>
        <Difference from={match.source} to={props.text} changes={match.changes} />
      </p>
      <p class="match-target" lang={props.target}>
        <Marked text={proposal(match)} marks={targetMarks(match)} />
      </p>
      <Refusals match={match} text={props.text} lang={props.source} />
      <Origin match={match} lang={props.source} />
    </li>
  );
}

/** `answer` null: it is being asked for. */
export function Matches(props: Common & { answer: Suggestions | null }) {
  const { answer, ...common } = props;
  if (!answer) return <p class="quiet">{_("Looking …")}</p>;
  if (answer.matches.length === 0)
    return <p class="quiet">{_("Nothing similar in the memory.")}</p>;
  return (
    <ol class="matches">
      {answer.matches.map((match, i) => (
        <Card
          key={`${match.memory} ${match.unit}`}
          match={match}
          n={i + 1}
          text={answer.text}
          {...common}
        />
      ))}
    </ol>
  );
}
