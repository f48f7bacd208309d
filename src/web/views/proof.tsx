// The story side by side, to be read and printed: who, what, until when.
import type { Segment, Story } from "../api";
import { useCell } from "../cell";
import { _, language, languageName, when } from "../i18n";
import { segmentKindTitle, storyStatusTitle } from "../panes/words";
import { href } from "../route";
import type { OpenStory } from "../store";
import { plain } from "../text";
import { Embargo } from "./embargo";
import { ExportMenu } from "./export";
import { Japanese } from "./japanese";
import { useAll } from "./segments";

export function ReadingHead(props: {
  story: Story;
  title: string;
  other: { href: string; title: string };
}) {
  const { story } = props;
  return (
    <>
      <div class="view-head no-print">
        <h1>{props.title}</h1>
        <a class="button" href={href({ view: "story", story: story.id, segment: 0 })}>
          {_("Edit")}
        </a>
        <a class="button" href={props.other.href}>
          {props.other.title}
        </a>
        <button type="button" onClick={() => print()}>
          {_("Print")}
        </button>
        <ExportMenu story={story} />
      </div>
      <div class="line no-print">
        <strong lang={story.headline ? story.source : undefined}>
          {story.headline || story.name}
        </strong>
        <span class="tag">{storyStatusTitle(story.status)}</span>
        <Embargo story={story} />
      </div>
    </>
  );
}

/** What a printed page says of its story. */
export function Facts({ story }: { story: Story }) {
  const facts = [
    story.name,
    story.slugline,
    story.edition > 1 ? _("version %d", story.edition) : "",
    story.byline,
    storyStatusTitle(story.status),
    _("%d of %d segments confirmed", story.confirmed, story.segments),
    when(story.changed),
  ];
  return (
    <>
      {facts.filter(Boolean).join(" · ")} <Embargo story={story} />
    </>
  );
}

const STATES = { empty: () => _("empty"), draft: () => _("draft"), confirmed: () => _("confirmed") };

function Row({ segment, first, story }: { segment: Segment; first: boolean; story: Story }) {
  const kind = segment.kind === "body" ? "" : segmentKindTitle(segment.kind);
  return (
    <tr class={`${segment.kind} ${first ? "paragraph" : ""}`}>
      <th scope="row" class="place">
        {segment.number}
      </th>
      <td lang={story.source}>
        <Japanese text={plain(segment.source)} />
      </td>
      <td lang={story.target}>
        {segment.target ? (
          <Japanese text={plain(segment.target)} />
        ) : (
          <span class="missing" lang={language.get()}>
            {_("[untranslated]")}
          </span>
        )}
      </td>
      <td class="state">
        {STATES[segment.state]()}
        {kind && <p class="quiet">{kind}</p>}
      </td>
    </tr>
  );
}

export function Proof({ open }: { open: OpenStory }) {
  const story = useCell(open.story);
  const segments = useAll(open);
  return (
    <main class="view">
      <ReadingHead
        story={story}
        title={_("Proof")}
        other={{ href: href({ view: "vertical", story: story.id }), title: _("Vertical preview") }}
      />
      <table class="proof">
        <colgroup>
          <col class="place" />
          <col />
          <col />
          <col class="state" />
        </colgroup>
        <thead>
          <tr class="page-head">
            <th colSpan={4}>
              <Facts story={story} />
            </th>
          </tr>
          <tr>
            <th scope="col" class="place">
              {_("No.")}
            </th>
            <th scope="col">{languageName(story.source)}</th>
            <th scope="col">{languageName(story.target)}</th>
            <th scope="col" class="state">
              {_("Status")}
            </th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment, i) => (
            <Row
              key={segment.id}
              segment={segment}
              first={segments[i - 1]?.paragraph !== segment.paragraph}
              story={story}
            />
          ))}
        </tbody>
      </table>
    </main>
  );
}
