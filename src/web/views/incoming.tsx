// What came in: what a file is, as the server found, and what is to be done with
// it: translated, added to the memory, aligned with another one.
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api";
import type { Upload } from "../api";
import { useCell } from "../cell";
import { Q_, _, count, languageName } from "../i18n";
import { fail, say } from "../notice";
import { fileTitle } from "../panes/words";
import { go } from "../route";
import { session } from "../store";

export interface Incoming {
  id: number;
  name: string;
  /** Chosen, or guessed; "" not known yet. */
  language: string;
  /** undefined: on its way. */
  upload?: Upload;
  error?: string;
}

const TRANSLATED = new Set(["text", "html", "xliff", "po"]);
const BILINGUAL = new Set(["tmx", "tsv", "xliff", "po"]);
const ALIGNED = new Set(["text", "html"]);

/** "line 12: unclosed string" */
export function told(error: NonNullable<Upload["error"]>): string {
  return error.line ? _("line %d: %s", error.line, error.message) : error.message;
}

function Facts({ upload, language }: { upload: Upload; language: string }) {
  const { file } = upload;
  if (!file) return null;
  const languages = [language, file.target].filter(Boolean).map(languageName);
  return (
    <p class="quiet">
      {[
        fileTitle(file.format),
        languages.join(" → "),
        Q_("%d segment", "%d segments", file.units),
        _("%s KB", count(Math.ceil(upload.bytes / 1024))),
      ]
        .filter(Boolean)
        .join(" · ")}
    </p>
  );
}

interface Deeds {
  item: Incoming;
  others: Incoming[];
  choose: (language: string) => void;
  done: (ids: number[]) => void;
}

function Choices({ item, upload, others, choose, done }: Deeds & { upload: Upload }) {
  const who = useCell(session);
  const format = upload.file?.format ?? "";
  const { language } = item;
  const [min, setMin] = useState(75);
  const [partner, setPartner] = useState(0);
  const [busy, setBusy] = useState(false);
  const main = useRef<HTMLButtonElement>(null);
  const partners = ALIGNED.has(format)
    ? others.filter((o) => ALIGNED.has(o.upload?.file?.format ?? ""))
    : [];
  const other = partners.find((o) => o.id === partner) ?? partners[0];

  // What is to be done next has the focus, unless the user is elsewhere.
  useEffect(() => {
    const at = document.activeElement;
    if (!at || at === document.body || at.closest(".intake")) main.current?.focus();
  }, []);
  const act = (deed: () => Promise<void>) => {
    setBusy(true);
    deed()
      .catch(fail)
      .finally(() => setBusy(false));
  };
  const translate = () =>
    act(async () => {
      const story = await api.addStory({ upload: upload.upload, language, min });
      say(_("Taken in: %s", story.name));
      done([item.id]);
      if (others.length === 0) go({ view: "story", story: story.id, segment: 0 });
    });
  const learn = () =>
    act(async () => {
      await api.startJob({ kind: "import", uploads: [upload.upload] });
      say(_("Import of %s begun", upload.name));
      done([item.id]);
    });
  const align = (target: Incoming) =>
    act(async () => {
      // The one in the memory's source language is the source.
      const turned = target.language === who?.source && language !== who?.source;
      const [source, translation] = turned ? [target, item] : [item, target];
      await api.startJob({
        kind: "align",
        source: source.upload?.upload ?? "",
        target: translation.upload?.upload ?? "",
      });
      say(_("Alignment of %s and %s begun", source.name, translation.name));
      done([item.id, target.id]);
    });

  return (
    <div class="line">
      {TRANSLATED.has(format) && (
        <>
          <label class="line">
            <span class="quiet">{_("Language")}</span>
            <select value={language} onChange={(e) => choose(e.currentTarget.value)}>
              {[...new Set([language, who?.source ?? "en", who?.target ?? "ja"])].map((tag) => (
                <option value={tag}>{languageName(tag)}</option>
              ))}
            </select>
          </label>
          <label class="line">
            <span class="quiet">{_("Fill in matches")}</span>
            <select value={min} onChange={(e) => setMin(Number(e.currentTarget.value))}>
              {[100, 95, 85, 75, 50].map((score) => (
                <option value={score}>{_("of %d and better", score)}</option>
              ))}
              <option value={0}>{_("never")}</option>
            </select>
          </label>
          <button type="button" ref={main} class="main" disabled={busy} onClick={translate}>
            {_("Translate")}
          </button>
        </>
      )}
      {BILINGUAL.has(format) && (
        <button
          type="button"
          ref={TRANSLATED.has(format) ? undefined : main}
          disabled={busy}
          onClick={learn}
        >
          {_("Add to the memory")}
        </button>
      )}
      {other && (
        <span class="line">
          <button type="button" disabled={busy} onClick={() => align(other)}>
            {_("Align with")}
          </button>
          <select
            aria-label={_("Its translation, or what it translates")}
            value={other.id}
            onChange={(e) => setPartner(Number(e.currentTarget.value))}
          >
            {partners.map((o) => (
              <option value={o.id}>{o.name}</option>
            ))}
          </select>
        </span>
      )}
      <button type="button" class="plain" disabled={busy} onClick={() => done([item.id])}>
        {_("Dismiss")}
        <span class="heard"> {item.name}</span>
      </button>
    </div>
  );
}

export function Item(props: Deeds) {
  const { item, done } = props;
  const { upload } = item;
  const error = item.error ?? (upload?.error && told(upload.error));
  return (
    <li>
      <strong>{item.name}</strong>
      {!upload && !error && <progress aria-label={_("Uploading %s", item.name)} />}
      {upload && <Facts upload={upload} language={item.language} />}
      {error && (
        <p class="message bad">
          {error}{" "}
          <button type="button" class="plain" onClick={() => done([item.id])}>
            {_("Dismiss")}
            <span class="heard"> {item.name}</span>
          </button>
        </p>
      )}
      {upload?.file && !error && <Choices upload={upload} {...props} />}
    </li>
  );
}
