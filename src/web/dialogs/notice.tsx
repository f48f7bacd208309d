// The notice: what happened, and what can be done about it, in nobody's way.
import { useCell } from "../cell";
import { _ } from "../i18n";
import { notice } from "../notice";

export function Notice() {
  const shown = useCell(notice);
  // What asks for nothing stands in the status line only.
  if (!shown?.action && !shown?.error) return null;
  const { text, action, error } = shown;
  const close = () => notice.set(null);
  return (
    <section class={error ? "notice bad" : "notice"} aria-label={_("Notice")}>
      {error && <span aria-hidden="true">✕</span>}
      <p class="grow">{text}</p>
      {action && (
        <button
          type="button"
          class="main"
          onClick={() => {
            close();
            action.run();
          }}
        >
          {action.title}
        </button>
      )}
      <button type="button" class="plain" onClick={close}>
        {_("Close")}
      </button>
    </section>
  );
}
