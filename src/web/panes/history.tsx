// What became of the active segment: each state with what it changed, and texts
// that can be put back, those that lost against somebody faster too.
import type { Event as Past } from "../api";
import { _, when } from "../i18n";
import { Difference, Heard } from "./marks";
import { eventTitle } from "./words";

/** The text that the changes of an event are against. */
export function before(history: Past[], at: number): string {
  return history[at + 1]?.target ?? "";
}

/** `history` null: it is being asked for.  Newest first. */
export function History(props: {
  history: Past[] | null;
  current: string;
  target: string;
  putBack: (text: string) => void;
}) {
  const { history } = props;
  if (!history) return <p class="quiet">{_("Looking …")}</p>;
  if (history.length === 0) return <p class="quiet">{_("Nothing has happened here yet.")}</p>;
  return (
    <ol class="history">
      {history.map((event, i) => (
        <li class={event.what}>
          <div class="line">
            <strong>
              {event.what === "lost" && <span aria-hidden="true">⚠ </span>}
              {eventTitle(event.what)}
            </strong>
            <span class="quiet">
              {event.user && `${event.user} · `}
              <time dateTime={event.at}>{when(event.at)}</time>
            </span>
            {event.target !== "" && event.target !== props.current && (
              <button type="button" class="plain" onClick={() => props.putBack(event.target)}>
                {_("Put back")}
                <Heard> {event.target}</Heard>
              </button>
            )}
          </div>
          <p lang={props.target}>
            <Difference from={before(history, i)} to={event.target} changes={event.changes} />
          </p>
        </li>
      ))}
    </ol>
  );
}
