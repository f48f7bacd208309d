// The termbase: what is to be called how; searched, added to, changed.
import { useCallback, useEffect, useState } from "preact/hooks";
import * as api from "../api";
import type { Concept, Term } from "../api";
import { ask } from "../dialog";
import { on } from "../events";
import { Q_, _, languageName } from "../i18n";
import { isComposing } from "../keys";
import { fail, say } from "../notice";
import { termStatusTitle } from "../panes/words";

const SHAPES = { preferred: "✓", allowed: "○", forbidden: "✕" };

function Words({ terms }: { terms: Term[] }) {
  return (
    <ul>
      {terms.map((term) => (
        <li class={`term-word ${term.status}`}>
          <span aria-hidden="true">{SHAPES[term.status]}</span>
          {term.status === "forbidden" ? (
            <s lang={term.lang}>{term.text}</s>
          ) : (
            <span lang={term.lang}>{term.text}</span>
          )}
          <span class={term.status === "preferred" ? "heard" : "quiet"}>
            {termStatusTitle(term.status)}
          </span>
          {term.note && <span class="quiet">{term.note}</span>}
        </li>
      ))}
    </ul>
  );
}

async function remove(concept: Concept): Promise<void> {
  const answer = await ask("sure", {
    title: _("Delete this term?"),
    text: [concept.terms.map((term) => term.text).join(", ")],
    yes: _("Delete it"),
    danger: true,
  });
  if (answer !== "yes") return;
  await api.removeTerm(concept.concept, concept.revision);
  say(_("Term deleted"));
}

function Row({ concept, languages }: { concept: Concept; languages: string[] }) {
  const name = concept.terms[0]?.text ?? "";
  return (
    <tr>
      {languages.map((tag) => (
        <td>
          <Words terms={concept.terms.filter((term) => term.lang === tag)} />
        </td>
      ))}
      <td>
        {concept.domain}
        {concept.note && <p class="quiet">{concept.note}</p>}
        {concept.definition && <p class="quiet">{concept.definition}</p>}
      </td>
      <td class="actions">
        <div class="line">
          <button type="button" onClick={() => void ask("concept", { concept })}>
            {_("Change …")}
            <span class="heard"> {name}</span>
          </button>
          <button type="button" onClick={() => void remove(concept).catch(fail)}>
            {_("Delete …")}
            <span class="heard"> {name}</span>
          </button>
        </div>
      </td>
    </tr>
  );
}

interface Filter {
  q: string;
  status: string;
  domain: string;
}

/** The concepts that a filter lets through, asked for when typing rests. */
function useTerms(filter: Filter): Concept[] | undefined {
  const [terms, set] = useState<Concept[]>();
  const load = useCallback(() => {
    if (!isComposing()) api.terms(filter).then(set, fail);
  }, [filter]);
  useEffect(() => {
    const timer = setTimeout(load, 150);
    const stops = [on("terms", load), on("back", load), on("reset", load)];
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [load]);
  return terms;
}

function Filters({ filter, set }: { filter: Filter; set: (filter: Filter) => void }) {
  const text = (name: "q" | "domain") => ({
    value: filter[name],
    onInput: (event: InputEvent) =>
      set({ ...filter, [name]: (event.currentTarget as HTMLInputElement).value }),
    // What was composed is looked for when it stands.
    onCompositionEnd: () => setTimeout(() => set({ ...filter })),
  });
  return (
    <form role="search" class="search-form" onSubmit={(event) => event.preventDefault()}>
      <label class="entry">
        <span>{_("Term")}</span>
        <input type="search" {...text("q")} />
      </label>
      <label class="entry">
        <span>{_("Subject")}</span>
        <input type="search" {...text("domain")} />
      </label>
      <label class="entry">
        <span>{_("Status")}</span>
        <select
          value={filter.status}
          onChange={(event) => set({ ...filter, status: event.currentTarget.value })}
        >
          <option value="">{_("all")}</option>
          {["preferred", "allowed", "forbidden"].map((status) => (
            <option value={status}>{termStatusTitle(status)}</option>
          ))}
        </select>
      </label>
    </form>
  );
}

/** Languages in the order in which they first come. */
function languagesOf(concepts: Concept[]): string[] {
  return [...new Set(concepts.flatMap((concept) => concept.terms.map((term) => term.lang)))].sort();
}

const MOST = 500;

export function Terms() {
  const [filter, setFilter] = useState<Filter>({ q: "", status: "", domain: "" });
  const terms = useTerms(filter);
  const shown = (terms ?? []).slice(0, MOST);
  const languages = languagesOf(shown);
  return (
    <main class="view">
      <div class="view-head">
        <h1>{_("Terms")}</h1>
        <button type="button" class="main" onClick={() => void ask("term", { source: "", target: "" })}>
          {_("Add a term …")}
        </button>
      </div>
      <Filters filter={filter} set={setFilter} />
      {terms?.length === 0 && <p class="quiet">{_("No terms.")}</p>}
      {shown.length > 0 && (
        <div class="scroll">
          <table class="list">
            <caption>
              {Q_("%d term", "%d terms", terms?.length ?? 0)}
              {shown.length < (terms?.length ?? 0) && ` (${_("the first %d are shown", MOST)})`}
            </caption>
            <thead>
              <tr>
                {languages.map((tag) => (
                  <th scope="col">{languageName(tag)}</th>
                ))}
                <th scope="col">{_("Subject, note")}</th>
                <th scope="col">
                  <span class="heard">{_("Actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((concept) => (
                <Row key={concept.concept} concept={concept} languages={languages} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>
  );
}
