// The editor: grid, side pane, bottom pane.
import { _ } from "./i18n";
import { Bottom } from "./panes/bottom";
import { Side } from "./panes/side";
import type { OpenStory } from "./store";

export function Editor({ open }: { open: OpenStory }) {
  return (
    <main class="editor">
      <section class="editor-grid" aria-label={_("Segments")}></section>
      <aside class="editor-side" aria-label={_("Suggestions and checks")}>
        <Side open={open} />
      </aside>
      <section class="editor-bottom" aria-label={_("Concordance")}>
        <Bottom open={open} />
      </section>
    </main>
  );
}
