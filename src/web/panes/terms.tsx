// The terms of the active segment: what each is to be called, and what not.
import type { FoundTerm, Term } from "../api";
import { _ } from "../i18n";
import { Heard } from "./marks";
import { termStatusTitle } from "./words";

const SHAPES = { preferred: "✓", allowed: "○", forbidden: "✕" };

function Translation({ term, insert }: { term: Term; insert: (text: string) => void }) {
  const words = (
    <>
      <span aria-hidden="true">{SHAPES[term.status]} </span>
      <span lang={term.lang}>{term.text}</span>
    </>
  );
  return (
    <li class={`term-word ${term.status}`}>
      {term.status === "forbidden" ? (
        <s>{words}</s>
      ) : (
        <button type="button" class="plain" onClick={() => insert(term.text)}>
          <Heard>{_("Insert")} </Heard>
          {words}
        </button>
      )}
      <span class={term.status === "preferred" ? "heard" : "quiet"}>
        {termStatusTitle(term.status)}
      </span>
      {term.note && <span class="quiet">{term.note}</span>}
    </li>
  );
}

const sameLanguage = (a: string, b: string) => a.split("-")[0] === b.split("-")[0];

export function Terms(props: {
  terms: FoundTerm[];
  target: string;
  insert: (text: string) => void;
}) {
  if (props.terms.length === 0) return <p class="quiet">{_("No terms in this segment.")}</p>;
  return (
    <ul class="terms">
      {props.terms.map((hit) => (
        <li key={`${hit.concept} ${hit.span[0]}`}>
          <p class="term-found">
            <strong lang={hit.found.lang}>{hit.found.text}</strong>
            {hit.found.status === "forbidden" && (
              <span class="tag bad">{termStatusTitle("forbidden")}</span>
            )}
            {hit.domain && <span class="quiet">{_("Subject: %s", hit.domain)}</span>}
          </p>
          <ul class="line">
            {hit.terms
              .filter((term) => sameLanguage(term.lang, props.target))
              .map((term) => (
                <Translation key={term.text} term={term} insert={props.insert} />
              ))}
          </ul>
          {hit.note && <p class="quiet">{hit.note}</p>}
          {hit.definition && <p class="quiet">{hit.definition}</p>}
        </li>
      ))}
    </ul>
  );
}
