// What the checks found in the active segment, and the fixes that are certain.
import type { Issue } from "../api";
import { _ } from "../i18n";
import { Heard } from "./marks";
import { severityTitle } from "./words";

const shapes: Readonly<Record<string, string>> = {
  error: "✕",
  warning: "▲",
  note: "●",
};
const order = ["error", "warning", "note"];

export interface ChecksProps {
  /** undefined: they have not run on what stands there now. */
  issues: Issue[] | undefined;
  target: string;
  /** The keys that make the first fix; "" none. */
  hint: string;
  fix: (issue: Issue) => void;
  show: (issue: Issue) => void;
}

function Fix(props: { issue: Issue; hint: string; fix: () => void; lang: string }) {
  const { issue } = props;

  if (issue.fix === null || issue.fix === undefined) return null;
  return (
    <button
      onClick={props.fix}
      title={props.hint && _("Fix (%s)", props.hint)}
    >
      {_("Fix:")}{" "}
      {issue.text && (
        <>
          <s lang={props.lang}>{issue.text}</s> <span aria-hidden="true">→</span>
          <Heard>{_("becomes")}</Heard>{" "}
        </>
      )}
      {issue.fix === "" ? (
        _("(nothing)")
      ) : (
        <b lang={props.lang}>{issue.fix}</b>
      )}
    </button>
  );
}

export function Checks(props: ChecksProps) {
  const { issues } = props;

  if (!issues) return <p class="quiet">{_("Not checked yet.")}</p>;
  if (issues.length === 0)
    return <p class="quiet">{_("Nothing to complain about.")}</p>;
  const sorted = [...issues].sort(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
  );
  const first = sorted.find((issue) => typeof issue.fix === "string");
  return (
    <ul class="issues">
      {sorted.map((issue) => (
        <li class={`issue ${issue.severity}`}>
          <span class="shape" aria-hidden="true">
            {shapes[issue.severity] ?? "●"}
          </span>
          <div class="grow">
            <strong>{severityTitle(issue.severity)}</strong>{" "}
            <span>{issue.message}</span>
            <div class="row">
              {issue.target && (
                <button class="plain" onClick={() => props.show(issue)}>
                  {_("Show")}
                </button>
              )}
              <Fix
                issue={issue}
                hint={issue === first ? props.hint : ""}
                fix={() => props.fix(issue)}
                lang={props.target}
              />
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
