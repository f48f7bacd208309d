// The editor: grid, side pane, bottom pane.
import { useCell } from "./cell";
import { Grid } from "./grid";
import { _ } from "./i18n";
import { Bottom } from "./panes/bottom";
import { Side } from "./panes/side";
import type { OpenStory } from "./store";

export function Editor({ open }: { open: OpenStory }) {
  const story = useCell(open.story);
  return (
    <main class="editor">
      <h1 class="heard" lang={story.source}>
        {story.headline || story.name}
      </h1>
      <section class="editor-grid" aria-label={_("Translation")}>
        <Grid open={open} />
      </section>
      <aside class="editor-side" aria-label={_("Suggestions and checks")}>
        <Side open={open} />
      </aside>
      <section class="editor-bottom" aria-label={_("Concordance")}>
        <Bottom open={open} />
      </section>
    </main>
  );
}
