// The status line: whether the server is heard, what is not yet saved, and what
// was said last (the page's one live region).
import { useCell } from "./cell";
import { heard } from "./events";
import { _, Q_ } from "./i18n";
import { unsaved } from "./keep";
import { said } from "./notice";

export function StatusLine() {
  const connected = useCell(heard);
  const kept = useCell(unsaved);
  const words = useCell(said);
  return (
    <footer class="status">
      <span class={connected === false ? "status-lost" : "status-live"}>
        {connected === null
          ? _("Connecting…")
          : connected
            ? _("Connected")
            : _("No connection: what you type is kept here")}
      </span>
      {kept > 0 && (
        <span class="status-kept">
          {Q_("%d segment kept here, not yet saved", "%d segments kept here, not yet saved", kept)}
        </span>
      )}
      <span class="status-said" role="status" aria-live="polite">
        {words}
      </span>
    </footer>
  );
}
