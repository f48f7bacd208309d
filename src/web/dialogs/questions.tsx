// Short questions: whether to go on, which of two texts stays, where to split.
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api";
import type { Change } from "../api";
import type { Open } from "../dialog";
import { _ } from "../i18n";
import { isComposing, isInputMethods } from "../keys";
import { before } from "../panes/history";
import { Difference } from "../panes/marks";
import { opened } from "../store";
import { toCodePoints } from "../text";
import { Dialog } from "./dialog";

/** The languages of the open story. */
function languages(): { source: string; target: string } {
  const story = opened.get()?.story.get();
  return { source: story?.source ?? "en", target: story?.target ?? "ja" };
}

export function Sure({ data, answer }: Open<"sure">) {
  const close = () => answer(null);
  return (
    <Dialog title={data.title} class="question" close={close}>
      <div class="dialog-body">
        {data.text.map((line) => (
          <p>{line}</p>
        ))}
      </div>
      <div class="line end">
        <button type="button" autofocus={data.danger} onClick={close}>
          {_("Cancel")}
        </button>
        <button
          type="button"
          class={data.danger ? "danger" : "main"}
          autofocus={!data.danger}
          onClick={() => answer("yes")}
        >
          {data.yes}
        </button>
      </div>
    </Dialog>
  );
}

export function Unedited({ data, answer }: Open<"unedited">) {
  const { segment } = data;
  return (
    <Dialog
      title={_("Confirm an unedited match?")}
      class="question"
      close={() => answer(null)}
    >
      <div class="dialog-body">
        <p>
          {_(
            "This is the translation of a similar sentence (score %d), and you have changed nothing in it.",
            segment.score,
          )}
        </p>
        <p class="quoted" lang={languages().source}>
          {segment.source}
        </p>
        <p class="quoted" lang={languages().target}>
          {segment.target}
        </p>
      </div>
      <div class="line end">
        <button type="button" autofocus onClick={() => answer(null)}>
          {_("Go on editing")}
        </button>
        <button type="button" class="main" onClick={() => answer("confirm")}>
          {_("Confirm it as it is")}
        </button>
      </div>
    </Dialog>
  );
}

/** How the server says that the text that lost differs from the one that stands. */
function useLost(id: number, current: string, yours: string): Change[] | null {
  const [changes, set] = useState<Change[] | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    api.past(id, stop.signal).then(
      (events) => {
        const at = events.findIndex((e) => e.what === "lost" && e.target === yours);
        if (at >= 0 && before(events, at) === current) set(events[at]?.changes ?? null);
      },
      // Both texts are there to be compared by eye.
      () => {},
    );
    return () => stop.abort();
  }, [id, current, yours]);
  return changes;
}

export function Conflict({ data, answer }: Open<"conflict">) {
  const { current, yours } = data;
  const { target } = languages();
  const [text, setText] = useState(yours);
  const changes = useLost(current.id, current.target, yours);
  return (
    <Dialog title={_("Somebody else was faster")} close={() => answer(null)}>
      <div class="dialog-body">
        <p>
          {current.user
            ? _("%s has changed this segment while you were typing. Both texts are kept in its history.", current.user)
            : _("This segment was changed while you were typing. Both texts are kept in its history.")}
        </p>
        <div class="both">
          <section>
            <h3>{_("What stands there now")}</h3>
            <p class="quoted" lang={target}>
              {current.target}
            </p>
          </section>
          <section>
            <h3>{_("What you typed")}</h3>
            <p class="quoted" lang={target}>
              {changes ? <Difference from={current.target} to={yours} changes={changes} /> : yours}
            </p>
          </section>
        </div>
        <label class="entry">
          <span>{_("Or write what is to stand there")}</span>
          <textarea
            rows={3}
            lang={target}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
      </div>
      <div class="line end">
        {text !== yours && (
          <button type="button" onClick={() => answer({ text })}>
            {_("Take the text I wrote")}
          </button>
        )}
        <button type="button" onClick={() => answer("theirs")}>
          {_("Keep theirs")}
        </button>
        <button type="button" class="main" autofocus onClick={() => answer("mine")}>
          {_("Take mine")}
        </button>
      </div>
    </Dialog>
  );
}

export function Split({ data, answer }: Open<"split">) {
  const { segment, targetAt } = data;
  const { source, target } = languages();
  const [at, setAt] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const place = () => setAt(field.current?.selectionStart ?? 0);
  const inside = at > 0 && at < segment.source.length;
  // Browsers move no caret in a field that is read only: this one takes nothing
  // in, and what an input method puts there all the same goes again.
  const restore = () => {
    if (field.current && !isComposing()) field.current.value = segment.source;
  };
  // From the beginning, whatever the browser thinks.
  useEffect(() => field.current?.setSelectionRange(0, 0), []);
  const points = Array.from(segment.target);
  return (
    <Dialog title={_("Split the segment")} close={() => answer(null)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer({ sourceAt: toCodePoints(segment.source, at) });
        }}
      >
        <div class="dialog-body">
          <label class="entry">
            <span>{_("Put the caret where the second sentence begins")}</span>
            <textarea
              ref={field}
              rows={4}
              lang={source}
              autofocus
              aria-readonly="true"
              inputMode="none"
              spellcheck={false}
              value={segment.source}
              onBeforeInput={(event) => event.preventDefault()}
              onInput={restore}
              onCompositionEnd={() => queueMicrotask(restore)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || isInputMethods(event)) return;
                event.preventDefault();
                if (inside) event.currentTarget.form?.requestSubmit();
              }}
              onSelect={place}
              onKeyUp={place}
              onClick={place}
            />
          </label>
          <div class="both">
            <p class="quoted" lang={source}>
              {segment.source.slice(0, at)}
            </p>
            <p class="quoted" lang={source}>
              {segment.source.slice(at)}
            </p>
            <p class="quoted" lang={target}>
              {points.slice(0, targetAt).join("")}
            </p>
            <p class="quoted" lang={target}>
              {points.slice(targetAt).join("")}
            </p>
          </div>
        </div>
        <div class="line end">
          <button type="button" onClick={() => answer(null)}>
            {_("Cancel")}
          </button>
          <button class="main" disabled={!inside}>
            {_("Split here")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
