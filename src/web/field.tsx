// The field of the active segment: a plain textarea that is the browser's and the
// input method's own; its value is never written by a render.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { caretAsked, fieldChanged, focusField, insertText, setField } from "./editing";
import { _ } from "./i18n";
import { isComposing } from "./keys";
import { hidden, nameOf, signOf } from "./marked";
import { afterPaint } from "./paint";
import { replaced, save, saving, typedText } from "./save";
import type { OpenStory } from "./store";
import { codes } from "./text";
import type { Segment } from "./types";

const GROWS = CSS.supports("field-sizing", "content");

function grow(field: HTMLTextAreaElement): void {
  if (GROWS) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

/** A text that comes from elsewhere, taken over with the caret where it was. */
function take(field: HTMLTextAreaElement, text: string): void {
  if (field.value === text) return;
  const at = Math.min(field.selectionStart, text.length);
  field.value = text;
  field.setSelectionRange(at, at);
  grow(field);
}

/** Inline codes of the source, those that the text lacks first in sight; and
 * what nobody sees in the text. */
function Chips({ source, text, locked }: { source: string; text: string; locked: boolean }) {
  const there = codes(text);
  const chips = codes(source).map((code) => {
    const at = there.indexOf(code);
    if (at >= 0) there.splice(at, 1);
    return { code, missing: at < 0 };
  });
  const unseen = hidden(text);
  if (chips.length === 0 && unseen.length === 0) return null;
  return (
    <div class="chips">
      {chips.map(({ code, missing }, i) => (
        <button
          key={i}
          type="button"
          tabIndex={-1}
          class={missing ? "chip chip-missing" : "chip"}
          disabled={locked}
          aria-label={missing ? _("Insert %s, which is missing", code) : _("Insert %s", code)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => insertText(code)}
        >
          {code}
        </button>
      ))}
      {unseen.length > 0 && (
        <span class="unseen">
          {_("Not seen:")}{" "}
          {unseen.map((c) => (
            <span class="unseen-char" title={nameOf(c)}>
              {signOf(c)}
            </span>
          ))}
        </span>
      )}
    </div>
  );
}

export function Field({ open, segment, lang }: { open: OpenStory; segment: Segment; lang: string }) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const { id } = segment;
  const [shown, setShown] = useState(() => typedText(id)?.text ?? segment.target);

  const taken = useRef(segment);

  // What the server tells of the segment: taken over where nothing is typed, and
  // not while text is composed; then when that is over.  At once, not with the
  // next drawing: a key in between would be a change of an old text.
  const settle = () => {
    const field = ref.current;
    const now = open.get(id);
    if (!field || !now || isComposing() || typedText(id)) return;
    taken.current = now;
    take(field, now.target);
    setShown(field.value);
  };

  useLayoutEffect(() => {
    const field = ref.current!;
    field.value = typedText(id)?.text ?? segment.target;
    const at = caretAsked() ?? field.value.length;
    field.setSelectionRange(at, at);
    grow(field);
    setField(field, () => taken.current);
    const from = document.activeElement;
    if (!from || from === document.body || from.closest(".grid")) focusField();
    const stops = [
      open.segment(id)?.watch(settle),
      saving(id).watch(settle),
      replaced.watch(() => {
        const text = replaced.get();
        if (text?.id !== id || isComposing()) return;
        take(field, text.text);
        setShown(field.value);
      }),
    ];
    return () => {
      stops.forEach((stop) => stop?.());
      setField(null);
    };
  }, [id]);

  const onInput = (event: InputEvent) => {
    const field = ref.current!;
    fieldChanged();
    grow(field);
    if (!event.isComposing && !isComposing()) setShown(field.value);
  };
  // The text is the user's from here on; the event comes before our own flag
  // is down in some browsers, so that it is looked at in a moment.
  const onCompositionEnd = () =>
    queueMicrotask(() => {
      if (!ref.current) return;
      fieldChanged();
      settle();
    });

  return (
    <>
      <textarea
        ref={ref}
        class="typing"
        lang={lang}
        rows={1}
        readOnly={segment.locked}
        spellcheck
        autocapitalize="off"
        aria-label={_("Translation of segment %d", segment.number)}
        aria-describedby={`source-${id}`}
        onInput={onInput}
        onCompositionEnd={onCompositionEnd}
        onBlur={() => afterPaint(() => void save(id))}
      />
      <Chips source={segment.source} text={shown} locked={segment.locked} />
    </>
  );
}
