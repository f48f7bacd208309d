// The concordance: the whole memory searched, what is found to be inserted.
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api";
import type { Found as Answer, Hit, Search } from "../api";
import { useCell } from "../cell";
import { Q_, _, languageName, when } from "../i18n";
import { handle, isComposing, isInputMethods } from "../keys";
import { fail, say } from "../notice";
import { choose, settings } from "../settings";
import type { OpenStory } from "../store";
import { Found, Heard } from "./marks";
import { unitKindTitle } from "./words";
import { focusField, insertText, selected } from "../editing";

const PAGE = 20;
const NOTHING: Search = { q: "" };

/** `field` of a form as it was left; undefined if it is empty. */
function value(form: HTMLFormElement, field: string): string | undefined {
  const text = new FormData(form).get(field);
  return typeof text === "string" && text.trim() ? text.trim() : undefined;
}

/** What a form asks for: words in quotes are one text, others one each. */
function asked(form: HTMLFormElement): Search {
  const texts = [...(value(form, "q") ?? "").matchAll(/"([^"]+)"|“([^”]+)”|[^\s　"“”]+/gu)];
  return {
    q: texts.map((m) => m[1] ?? m[2] ?? m[0]),
    lang: value(form, "lang"),
    other: value(form, "other"),
    story: value(form, "story"),
    since: value(form, "since"),
    until: value(form, "until"),
  };
}

function Filters() {
  return (
    <details class="filters">
      <summary>{_("More")}</summary>
      <div class="search-form">
        <label class="entry">
          <span>{_("Text on the other side")}</span>
          <input name="other" />
        </label>
        <label class="entry">
          <span>{_("Story or file")}</span>
          <input name="story" />
        </label>
        <label class="entry">
          <span>{_("Since")}</span>
          <input name="since" type="date" />
        </label>
        <label class="entry">
          <span>{_("Until")}</span>
          <input name="until" type="date" />
        </label>
      </div>
    </details>
  );
}

function Row({ hit, target }: { hit: Hit; target: string }) {
  const { headline, path, date } = hit.origin;
  const proposed = hit.lang === target ? hit.text : hit.other;
  return (
    <tr>
      <td class="text" lang={hit.lang}>
        <Found text={hit.text} spans={hit.spans} />
      </td>
      <td class="text" lang={hit.other_lang}>
        <Found text={hit.other} spans={hit.other_spans} />
      </td>
      <td class="quiet">
        {headline || path} {date && <time dateTime={date}>{when(date)}</time>}{" "}
        {unitKindTitle(hit.kind)}
      </td>
      <td class="actions">
        <button type="button" onClick={() => insertText(proposed)}>
          {_("Insert")}
          <Heard> {proposed}</Heard>
        </button>
      </td>
    </tr>
  );
}

function Hits(props: {
  answer: Answer;
  offset: number;
  target: string;
  turn: (offset: number) => void;
}) {
  const { answer, offset } = props;
  const last = offset + answer.hits.length;
  return (
    <>
      <div class="line">
        <p class="quiet">
          {answer.total === 0
            ? _("Nothing found.")
            : _("%d to %d of %d", offset + 1, last, answer.total)}
        </p>
        {offset > 0 && (
          <button type="button" onClick={() => props.turn(Math.max(0, offset - PAGE))}>
            {_("Newer")}
          </button>
        )}
        {last < answer.total && (
          <button type="button" onClick={() => props.turn(last)}>
            {_("Older")}
          </button>
        )}
      </div>
      {answer.hits.length > 0 && (
        <table class="hits">
          <thead>
            <tr>
              <th scope="col">{_("Found")}</th>
              <th scope="col">{_("The other side")}</th>
              <th scope="col">{_("From")}</th>
              <th scope="col">
                <Heard>{_("Actions")}</Heard>
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.hits.map((hit) => (
              <Row key={`${hit.unit} ${hit.lang}`} hit={hit} target={props.target} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** Ask for one page of `what`; the last question's answer is the one shown. */
function useSearch() {
  const [shown, set] = useState<{ what: Search; offset: number; answer: Answer }>();
  const [asking, setAsking] = useState<AbortController>();
  const search = (what: Search, offset: number) => {
    asking?.abort();
    if (what.q.length === 0) return set(undefined);
    const stop = new AbortController();
    setAsking(stop);
    api.search({ ...what, offset, limit: PAGE }, stop.signal).then((answer) => {
      set({ what, offset, answer });
      say(Q_("%d place found", "%d places found", answer.total));
    }, fail);
  };
  return { shown, search };
}

export function Bottom({ open }: { open: OpenStory }) {
  const story = useCell(open.story);
  const { concordance } = useCell(settings);
  const { shown, search } = useSearch();
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() =>
    handle("concordance", () => {
      const text = selected().text.replace(/\s+/g, " ").trim();
      choose({ concordance: true });
      // The pane may have to be drawn first.
      requestAnimationFrame(() => {
        if (field.current && text) field.current.value = `"${text.replace(/["“”]/g, " ")}"`;
        field.current?.focus();
        field.current?.select();
        if (text) form.current?.requestSubmit();
      });
    }),
  );
  if (!concordance) return null;
  return (
    <div class="pane concordance">
      <form
        ref={form}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isComposing()) search(form.current ? asked(form.current) : NOTHING, 0);
        }}
        onKeyDown={(event) => {
          // Enter that ends a composition does not search.
          if (event.key === "Enter" && isInputMethods(event)) event.preventDefault();
          if (event.key === "Escape" && !isInputMethods(event)) focusField();
        }}
      >
        <div class="search-form">
          <label class="entry grow">
            <span>{_("Search the memory")}</span>
            <input
              ref={field}
              name="q"
              type="search"
              autocomplete="off"
              title={_("All the words must be there; in quotes, as they stand")}
            />
          </label>
          <label class="entry">
            <span>{_("Language")}</span>
            <select name="lang">
              <option value="">{_("both")}</option>
              {[story.source, story.target].map((tag) => (
                <option value={tag}>{languageName(tag)}</option>
              ))}
            </select>
          </label>
          <button>{_("Search")}</button>
          <Filters />
        </div>
      </form>
      {shown && (
        <Hits
          answer={shown.answer}
          offset={shown.offset}
          target={story.target}
          turn={(offset) => search(shown.what, offset)}
        />
      )}
    </div>
  );
}
