// What the checks found in the active segment, and the fixes that are certain.
import type { Issue } from "../api";
import { _ } from "../i18n";
import { Heard } from "./marks";
import { severityTitle } from "./words";

export const SHAPES = { error: "✕", warning: "▲", note: "●" };
const ORDER = ["error", "warning", "note"];

/** The gravest first. */
function sorted(issues: Issue[]): Issue[] {
  return [...issues].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

function Fix(props: { issue: Issue; hint: string; lang: string; fix: () => void }) {
  const { issue, hint, lang } = props;
  return (
    <button type="button" onClick={props.fix} title={hint && _("Fix (%s)", hint)}>
      {_("Fix:")}{" "}
      {issue.text && (
        <>
          <s lang={lang}>{issue.text}</s>
          <span aria-hidden="true"> → </span>
          <Heard>{_("becomes")}</Heard>
        </>
      )}{" "}
      {issue.fix === "" ? _("(nothing)") : <b lang={lang}>{issue.fix}</b>}
    </button>
  );
}

interface Common {
  target: string;
  fix: (issue: Issue) => void;
  /** Select the place in the field. */
  show: (issue: Issue) => void;
}

function Found({ issue, hint, target, fix, show }: Common & { issue: Issue; hint: string }) {
  return (
    <li class={`issue ${issue.severity}`}>
      <span class="shape" aria-hidden="true">
        {SHAPES[issue.severity]}
      </span>
      <div class="grow">
        <strong>{severityTitle(issue.severity)}</strong> {issue.message}
        <div class="line">
          {issue.target && issue.target[1] > issue.target[0] && (
            <button type="button" class="plain" onClick={() => show(issue)}>
              {_("Show")}
              <Heard> {issue.message}</Heard>
            </button>
          )}
          {issue.fix !== null && issue.target && (
            <Fix issue={issue} hint={hint} lang={target} fix={() => fix(issue)} />
          )}
        </div>
      </div>
    </li>
  );
}

/** `issues` null: the checks have not run on what stands there now.
 * `hint`: the keys that make the first fix. */
export function Checks(props: Common & { issues: Issue[] | null; hint: string }) {
  const { issues, hint, ...common } = props;
  if (!issues) return <p class="quiet">{_("Not checked yet.")}</p>;
  if (issues.length === 0) return <p class="quiet">{_("Nothing to complain about.")}</p>;
  // The one that the command mends.
  const first = issues.find((issue) => issue.fix !== null && issue.target);
  return (
    <ul class="issues">
      {sorted(issues).map((issue) => (
        <Found issue={issue} hint={issue === first ? hint : ""} {...common} />
      ))}
    </ul>
  );
}
