// The translation in vertical Japanese lines, as it will be read on paper.
import type { Segment } from "../api";
import { useCell } from "../cell";
import { _, language } from "../i18n";
import { href } from "../route";
import type { OpenStory } from "../store";
import { plain } from "../text";
import { Japanese } from "./japanese";
import { Facts, ReadingHead } from "./proof";
import { paragraphs, useAll } from "./segments";

function Words({ segments }: { segments: Segment[] }) {
  return (
    <>
      {segments.map((segment) =>
        segment.target ? (
          <Japanese text={plain(segment.target)} vertical />
        ) : (
          <span class="missing" lang={language.get()}>{_("[untranslated]")}</span>
        ),
      )}
    </>
  );
}

function Block({ segments }: { segments: Segment[] }) {
  const kind = segments[0]?.kind ?? "body";
  const words = <Words segments={segments} />;
  if (kind === "headline") return <h2>{words}</h2>;
  if (kind === "subhead" || kind === "kicker") return <h3>{words}</h3>;
  return <p class={kind}>{words}</p>;
}

export function Vertical({ open }: { open: OpenStory }) {
  const story = useCell(open.story);
  const segments = useAll(open);
  return (
    <main class="view in-vertical">
      <ReadingHead
        story={story}
        title={_("Vertical preview")}
        other={{ href: href({ view: "proof", story: story.id }), title: _("Side by side") }}
      />
      {story.target !== "ja" && (
        <p class="message warn">{_("Vertical lines are for translations into Japanese.")}</p>
      )}
      <div class="vertical" lang={story.target} tabIndex={0} role="region" aria-label={_("Translation")}>
        <p class="page-head paper" lang={language.get()}>
          <Facts story={story} />
        </p>
        <article>
          {paragraphs(segments).map((block) => (
            <Block segments={block} />
          ))}
        </article>
      </div>
    </main>
  );
}

/** The paragraph of the active segment, in a pane. */
export function Preview({ open, segment }: { open: OpenStory; segment: Segment }) {
  const block = paragraphs(useAll(open)).find((one) => one.includes(segment)) ?? [];
  return (
    <section class="pane preview" aria-labelledby="pane-preview">
      <h2 id="pane-preview">{_("In vertical lines")}</h2>
      <div class="vertical" lang="ja" tabIndex={0} role="group" aria-labelledby="pane-preview">
        <article>
          <Block segments={block} />
        </article>
      </div>
    </section>
  );
}
