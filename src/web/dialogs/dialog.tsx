// A dialog: the browser's own <dialog>, with its title and its way out.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { _ } from "../i18n";
import { isComposing } from "../keys";

let origin: Element | null = null;

/** What had the focus; of a dialog that follows another, before the first. */
function beforeDialogs(): Element | null {
  const at = document.activeElement;
  if (!at?.closest("dialog")) origin = at;
  return origin;
}

/** Escape closes it, and focus returns to where it was. */
export function Dialog(props: {
  title: string;
  close: () => void;
  class?: string;
  children: ComponentChildren;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [before] = useState(beforeDialogs);
  // At once, so that no key falls between the question and its dialog.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={props.class}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        // Escape may be meant for the input method.
        if (!isComposing()) props.close();
      }}
    >
      <header class="dialog-head">
        <h2 id={title}>{props.title}</h2>
        <button type="button" class="plain" onClick={props.close}>
          {_("Close")}
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
