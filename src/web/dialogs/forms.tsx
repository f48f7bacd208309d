// Dialogs that write: a new term, a concept with its terms, an embargo.
import { useState } from "preact/hooks";
import * as api from "../api";
import type { Term, TermStatus } from "../api";
import type { Open } from "../dialog";
import { _, languageName } from "../i18n";
import { say } from "../notice";
import { termStatusTitle } from "../panes/words";
import { session } from "../store";
import { Dialog } from "./dialog";

const STATUSES: TermStatus[] = ["preferred", "allowed", "forbidden"];

function Field(props: {
  title: string;
  value: string;
  set: (value: string) => void;
  lang?: string;
  autofocus?: boolean;
  required?: boolean;
}) {
  return (
    <label class="entry">
      <span>{props.title}</span>
      <input
        value={props.value}
        lang={props.lang}
        autofocus={props.autofocus}
        required={props.required}
        onInput={(event) => props.set(event.currentTarget.value)}
      />
    </label>
  );
}

function Status({ value, set }: { value: TermStatus; set: (value: TermStatus) => void }) {
  return (
    <label class="entry">
      <span>{_("Status")}</span>
      <select value={value} onChange={(e) => set(e.currentTarget.value as TermStatus)}>
        {STATUSES.map((status) => (
          <option value={status}>{termStatusTitle(status)}</option>
        ))}
      </select>
    </label>
  );
}

/** A form that is sent once, and says what went wrong where it stands. */
function useSending(send: () => Promise<void>) {
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError("");
    send()
      .catch((e: unknown) => setError(e instanceof Error ? e.message : String(e)))
      .finally(() => setBusy(false));
  };
  return { error, busy, submit };
}

function End(props: { error: string; busy: boolean; cancel: () => void; yes: string }) {
  return (
    <>
      {props.error && (
        <p class="message bad" role="alert">
          {props.error}
        </p>
      )}
      <div class="line end">
        <button type="button" onClick={props.cancel}>
          {_("Cancel")}
        </button>
        <button class="main" disabled={props.busy}>
          {props.yes}
        </button>
      </div>
    </>
  );
}

export function NewTerm({ data, answer }: Open<"term">) {
  const who = session.get();
  const [source, setSource] = useState(data.source.trim());
  const [target, setTarget] = useState(data.target.trim());
  const [status, setStatus] = useState<TermStatus>("preferred");
  const [domain, setDomain] = useState("");
  const [note, setNote] = useState("");
  const { submit, ...end } = useSending(async () => {
    await api.addTerm({ source, target, status, domain, note });
    say(_("Term added: %s, %s", source, target));
    answer(null);
  });
  const [from, to] = [who?.source ?? "en", who?.target ?? "ja"];
  return (
    <Dialog title={_("Add a term")} close={() => answer(null)}>
      <form onSubmit={submit}>
        <div class="dialog-body">
          <div class="entries">
            <Field
              title={languageName(from)}
              lang={from}
              value={source}
              set={setSource}
              required
              autofocus={!data.source}
            />
            <Field
              title={languageName(to)}
              lang={to}
              value={target}
              set={setTarget}
              required
              autofocus={!!data.source}
            />
            <Status value={status} set={setStatus} />
            <Field title={_("Subject")} value={domain} set={setDomain} />
          </div>
          <Field title={_("Note")} value={note} set={setNote} />
        </div>
        <End {...end} cancel={() => answer(null)} yes={_("Add")} />
      </form>
    </Dialog>
  );
}

export function Concept({ data, answer }: Open<"concept">) {
  const [terms, setTerms] = useState<Term[]>(data.concept.terms);
  const [domain, setDomain] = useState(data.concept.domain);
  const [note, setNote] = useState(data.concept.note);
  const { submit, ...end } = useSending(async () => {
    const kept = terms.filter((term) => term.text.trim() !== "");
    await api.changeTerm({ ...data.concept, domain, note, terms: kept });
    say(_("Term changed"));
    answer(null);
  });
  const change = (i: number, what: Partial<Term>) =>
    setTerms((all) => all.map((term, at) => (at === i ? { ...term, ...what } : term)));
  const who = session.get();
  const more = (lang: string) =>
    setTerms((all) => [...all, { lang, text: "", status: "allowed", pos: "", note: "" }]);
  return (
    <Dialog title={_("Change a term")} close={() => answer(null)}>
      <form onSubmit={submit}>
        <div class="dialog-body">
          {terms.map((term, i) => (
            <fieldset>
              <legend>{languageName(term.lang)}</legend>
              <div class="entries">
                <Field
                  title={_("Term")}
                  lang={term.lang}
                  value={term.text}
                  set={(text) => change(i, { text })}
                />
                <Status value={term.status} set={(status) => change(i, { status })} />
                <Field
                  title={_("Note")}
                  value={term.note}
                  set={(text) => change(i, { note: text })}
                />
              </div>
            </fieldset>
          ))}
          <div class="line">
            {[who?.source ?? "en", who?.target ?? "ja"].map((lang) => (
              <button type="button" onClick={() => more(lang)}>
                {_("One more term: %s", languageName(lang))}
              </button>
            ))}
          </div>
          <div class="entries">
            <Field title={_("Subject")} value={domain} set={setDomain} />
            <Field title={_("Note")} value={note} set={setNote} />
          </div>
        </div>
        <End {...end} cancel={() => answer(null)} yes={_("Save")} />
      </form>
    </Dialog>
  );
}

/** A time of the server as an <input type="datetime-local"> has it, and back. */
function toLocal(iso: string): string {
  const time = new Date(iso);
  if (iso === "" || Number.isNaN(time.getTime())) return "";
  return new Date(time.getTime() - time.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

function toUtc(local: string): string {
  return local ? new Date(local).toISOString().replace(/\.\d+Z$/, "Z") : "";
}

export function EmbargoOf({ data, answer }: Open<"embargo">) {
  const { story } = data;
  const [words, setWords] = useState(story.embargo);
  const [until, setUntil] = useState(toLocal(story.embargo_until));
  const { submit, ...end } = useSending(async () => {
    await api.changeStory(story.id, {
      revision: story.revision,
      embargo: words,
      embargo_until: toUtc(until),
    });
    answer(null);
  });
  return (
    <Dialog title={_("Embargo")} class="question" close={() => answer(null)}>
      <form onSubmit={submit}>
        <div class="dialog-body">
          <p lang={story.headline ? story.source : undefined}>{story.headline || story.name}</p>
          <Field title={_("What the story says of it")} value={words} set={setWords} />
          <label class="entry">
            <span>{_("Until (your clock)")}</span>
            <input
              type="datetime-local"
              value={until}
              onInput={(event) => setUntil(event.currentTarget.value)}
            />
          </label>
          <p class="quiet">
            {_("Without a time the story is held back until you take the embargo away. Both empty: no embargo.")}
          </p>
        </div>
        <End {...end} cancel={() => answer(null)} yes={_("Save")} />
      </form>
    </Dialog>
  );
}
