// What became of the active segment: each state with what it changed, and texts
// that can be put back, those that lost against somebody faster too.
import type { Event as Past } from "../api";
import { _, when } from "../i18n";
import { Difference, Heard } from "./marks";
import { eventTitle } from "./words";

export interface HistoryProps {
  /** undefined: it is being asked for.  Newest first. */
  history: Past[] | undefined;
  current: string;
  target: string;
  putBack: (text: string) => void;
}

/* A lost text stands beside the line of states: the state before an event is
   the next older one that was not lost. */
function before(history: Past[], i: number): string {
  for (const event of history.slice(i + 1))
    if (event.what !== "lost") return event.target;
  return "";
}

export function History(props: HistoryProps) {
  const { history } = props;

  if (!history) return <p class="quiet">{_("Looking …")}</p>;
  if (history.length === 0)
    return <p class="quiet">{_("Nothing has happened here yet.")}</p>;
  return (
    <ol class="history">
      {history.map((event, i) => (
        <li class={event.what === "lost" ? "lost" : ""}>
          <p class="row">
            <strong>
              {event.what === "lost" && <span aria-hidden="true">⚠ </span>}
              {eventTitle(event.what)}
            </strong>
            <span class="quiet">
              {event.user && `${event.user} · `}
              <time dateTime={event.at}>{when(event.at)}</time>
            </span>
            {event.target !== "" && event.target !== props.current && (
              <button class="plain" onClick={() => props.putBack(event.target)}>
                {_("Put back")}
                <Heard> {event.target}</Heard>
              </button>
            )}
          </p>
          <p lang={props.target}>
            <Difference
              from={before(history, i)}
              to={event.target}
              changes={event.changes}
            />
          </p>
        </li>
      ))}
    </ol>
  );
}
