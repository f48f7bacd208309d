// What the panes do to the text being typed: the field they last saw, what is
// selected, words put in as the browser's own undo knows them.
import { isComposing } from "../keys";
import { fromCodePoints, slice } from "../text";
import type { Span } from "../types";

type Field = HTMLTextAreaElement;

let last: Field | null = null;
addEventListener("focusin", (event) => {
  const to = event.target;
  if (to instanceof HTMLTextAreaElement && to.closest(".editor-grid")) last = to;
});

/** The field of the active segment; null if none is open. */
function field(): Field | null {
  return last?.isConnected ? last : document.querySelector<Field>(".editor-grid textarea");
}

/** What the user selected, in the field or on the page, in one line. */
export function selection(): string {
  const at = document.activeElement;
  const text =
    at instanceof HTMLTextAreaElement
      ? at.value.slice(at.selectionStart, at.selectionEnd)
      : String(getSelection() ?? "");
  return text.replace(/\s+/g, " ").trim();
}

/** Put `text` where the caret is; one step of the browser's undo. */
export function insert(text: string): boolean {
  const to = field();
  if (!to || to.readOnly || to.disabled || isComposing()) return false;
  to.focus();
  // Deprecated and without a successor: nothing else keeps the undo history.
  if (!document.execCommand("insertText", false, text)) {
    to.setRangeText(text, to.selectionStart, to.selectionEnd, "end");
    to.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  return true;
}

/** Select a span of the text; false if `words` no longer stand there. */
export function reach(span: Span, words: string): boolean {
  const to = field();
  if (!to || isComposing()) return false;
  if (words && slice(to.value, span) !== words) return false;
  to.focus();
  to.setSelectionRange(fromCodePoints(to.value, span[0]), fromCodePoints(to.value, span[1]));
  return true;
}

/** Put `text` in the place of a span, or of the whole text (null). */
export function replace(span: Span | null, words: string, text: string): boolean {
  const to = field();
  if (!to || isComposing()) return false;
  if (span ? !reach(span, words) : (to.focus(), to.select(), false)) return false;
  return insert(text);
}
