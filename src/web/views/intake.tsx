// How files come in: dropped, chosen or pasted; what each one is, as the server
// found, and what is to be done with it.
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api";
import type { Upload } from "../api";
import { useCell } from "../cell";
import { Q_, _, count, languageName } from "../i18n";
import { fail, say } from "../notice";
import { fileTitle } from "../panes/words";
import { go } from "../route";
import { session } from "../store";

interface Incoming {
  id: number;
  name: string;
  /** undefined: on its way. */
  upload?: Upload;
  error?: string;
}

const TRANSLATED = new Set(["text", "html", "xliff", "po"]);
const BILINGUAL = new Set(["tmx", "tsv", "xliff", "po"]);
const ALIGNED = new Set(["text", "html"]);
const TYPES = ".txt,.text,.html,.htm,.xhtml,.xlf,.xliff,.sdlxliff,.mxliff,.po,.pot,.tmx,.tsv";

/** "line 12: unclosed string" */
function told(error: NonNullable<Upload["error"]>): string {
  return error.line ? _("line %d: %s", error.line, error.message) : error.message;
}

function languageOf(item: Incoming): string {
  return item.upload?.file?.source ?? "";
}

function Facts({ upload }: { upload: Upload }) {
  const { file } = upload;
  if (!file) return null;
  const languages = [file.source, file.target].filter(Boolean).map(languageName);
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
  others: Incoming[];
  done: (ids: number[]) => void;
}

function Choices({ item, upload, others, done }: Deeds & { item: Incoming; upload: Upload }) {
  const who = useCell(session);
  const format = upload.file?.format ?? "";
  const guessed = languageOf(item) || who?.source || "en";
  const [language, setLanguage] = useState(guessed);
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
      const turned = languageOf(target) === who?.source && language !== who?.source;
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
            <select value={language} onChange={(e) => setLanguage(e.currentTarget.value)}>
              {[...new Set([guessed, who?.source ?? "en", who?.target ?? "ja"])].map((tag) => (
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

function Item({ item, others, done }: Deeds & { item: Incoming }) {
  const { upload } = item;
  const error = item.error ?? (upload?.error && told(upload.error));
  return (
    <li>
      <strong>{item.name}</strong>
      {!upload && !error && <progress aria-label={_("Uploading %s", item.name)} />}
      {upload && <Facts upload={upload} />}
      {error && (
        <p class="message bad">
          {error}{" "}
          <button type="button" class="plain" onClick={() => done([item.id])}>
            {_("Dismiss")}
            <span class="heard"> {item.name}</span>
          </button>
        </p>
      )}
      {upload?.file && !error && (
        <Choices item={item} upload={upload} others={others} done={done} />
      )}
    </li>
  );
}

let lastId = 0;

/** Text from the clipboard as a file: named by its first line. */
function pasted(text: string): File {
  const line = text.trim().split("\n", 1)[0] ?? "";
  const name = line.replace(/[\\\/:*?\x22<>|\p{Cc}]+/gu, " ").trim().slice(0, 60).trim();
  return new File([text], `${name || _("Pasted text")}.txt`, { type: "text/plain" });
}

function Paste({ add }: { add: (files: File[]) => void }) {
  const [text, setText] = useState("");
  return (
    <details class="paste">
      <summary>{_("Paste a text")}</summary>
      <label class="entry">
        <span>{_("The story, headline first")}</span>
        <textarea rows={8} value={text} onInput={(e) => setText(e.currentTarget.value)} />
      </label>
      <button
        type="button"
        disabled={text.trim() === ""}
        onClick={() => {
          add([pasted(text)]);
          setText("");
        }}
      >
        {_("Take in")}
      </button>
    </details>
  );
}

/** Files that are dropped or pasted anywhere on the view. */
function useDropped(add: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useRef(add);
  take.current = add;
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.some((t) => t === "Files" || t === "text/plain")) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const data = event.dataTransfer;
      const text = data?.getData("text/plain") ?? "";
      if (data?.files.length) take.current([...data.files]);
      else if (text.trim()) take.current([pasted(text)]);
    };
    const paste = (event: ClipboardEvent) => {
      if ((event.target as Element | null)?.closest("input, textarea")) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (files.length) take.current(files);
      else if (text.trim()) take.current([pasted(text)]);
    };
    addEventListener("dragover", drag);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    addEventListener("paste", paste);
    return () => {
      removeEventListener("dragover", drag);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
      removeEventListener("paste", paste);
    };
  }, []);
  return over;
}

export function Intake() {
  const [items, setItems] = useState<Incoming[]>([]);
  const change = (id: number, what: Partial<Incoming>) =>
    setItems((all) => all.map((one) => (one.id === id ? { ...one, ...what } : one)));
  const add = (files: File[]) => {
    for (const file of files) {
      const id = ++lastId;
      setItems((all) => [...all, { id, name: file.name }]);
      api.upload(file.name, file).then(
        (upload) => {
          change(id, { upload, name: upload.name });
          say(upload.error ? told(upload.error) : _("Read: %s", upload.name));
        },
        (error: unknown) => change(id, { error: String((error as Error).message) }),
      );
    }
  };
  const over = useDropped(add);
  return (
    <section class={over ? "card intake over" : "card intake"} aria-labelledby="intake">
      <h2 id="intake">{_("New story")}</h2>
      <div class="drop">
        <label>
          {_("Drop files here, paste a text, or choose:")}{" "}
          <input
            type="file"
            multiple
            accept={TYPES}
            onChange={(event) => {
              add([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = "";
            }}
          />
        </label>
        <p class="quiet">{_("Text, HTML, XLIFF or PO to translate; TMX, TSV for the memory")}</p>
      </div>
      <Paste add={add} />
      {items.length > 0 && (
        <ul class="files">
          {items.map((item) => (
            <Item
              key={item.id}
              item={item}
              others={items.filter((one) => one.id !== item.id)}
              done={(ids) => setItems((all) => all.filter((one) => !ids.includes(one.id)))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
