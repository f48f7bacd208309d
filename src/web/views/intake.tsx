// How files come in: chosen, dropped, pasted.
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api";
import type { Upload } from "../api";
import { _ } from "../i18n";
import { say } from "../notice";
import { session } from "../store";
import { guessLanguage } from "./guess";
import { Item, told, type Incoming } from "./incoming";

const TYPES = ".txt,.text,.html,.htm,.xhtml,.xlf,.xliff,.sdlxliff,.mxliff,.po,.pot,.tmx,.tsv";

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

/** Send a file to the server, and find out what language it is in. */
async function take(file: File): Promise<{ upload: Upload; language: string }> {
  const upload = await api.upload(file.name, file);
  const found = upload.file?.source || (session.get()?.source ?? "en");
  // A plain text does not say; the server takes it for its source language.
  const language = upload.file?.format === "text" ? await guessLanguage(file, found) : found;
  return { upload, language };
}

export function Intake() {
  const [items, setItems] = useState<Incoming[]>([]);
  const change = (id: number, what: Partial<Incoming>) =>
    setItems((all) => all.map((one) => (one.id === id ? { ...one, ...what } : one)));
  const add = (files: File[]) => {
    for (const file of files) {
      const id = ++lastId;
      setItems((all) => [...all, { id, name: file.name, language: "" }]);
      take(file).then(
        ({ upload, language }) => {
          change(id, { upload, language, name: upload.name });
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
              choose={(language) => change(item.id, { language })}
              others={items.filter((one) => one.id !== item.id)}
              done={(ids) => setItems((all) => all.filter((one) => !ids.includes(one.id)))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
