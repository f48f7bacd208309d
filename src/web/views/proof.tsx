// The story side by side, to be read and printed: who, what, until when.
import { useEffect, useState } from "preact/hooks";
import * as api from "../api";
import type { Issue, Segment, Story } from "../api";
import { useCell } from "../cell";
import { _, language, languageName, when } from "../i18n";
import { fail } from "../notice";
import { SHAPES } from "../panes/checks";
import { segmentKindTitle, severityTitle, STATUS_CLASS, storyStatusTitle } from "../panes/words";
import { href } from "../route";
import type { OpenStory } from "../store";
import { plain } from "../text";
import { Embargo, held } from "./embargo";
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
        {story.formats.includes("page") && story.status !== "killed" && !held(story) && (
          <a
            class="button"
            href={api.exportUrl(story.id, "page", { page: true })}
            target="_blank"
            rel="noopener"
          >
            {_("As a web page")}
          </a>
        )}
        <button type="button" onClick={() => print()}>
          {_("Print")}
        </button>
        <ExportMenu story={story} />
      </div>
      <div class="line no-print">
        <strong lang={story.headline ? story.source : undefined}>
          {story.headline || story.name}
        </strong>
        <span class={STATUS_CLASS[story.status]}>{storyStatusTitle(story.status)}</span>
        <Embargo story={story} />
      </div>
    </>
  );
}

/** What the editor says of the story that is worked on, and the ways out of it. */
export function StoryTools({ open }: { open: OpenStory }) {
  const story = useCell(open.story);
  return (
    <div class="line story-tools">
      {story.status !== "open" && (
        <span class={STATUS_CLASS[story.status]}>{storyStatusTitle(story.status)}</span>
      )}
      <Embargo story={story} />
      <a class="button" href={href({ view: "proof", story: story.id })}>
        {_("Read")}
      </a>
      <ExportMenu story={story} />
    </div>
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

/** What the checks find in the story, by segment; kept as the story changes. */
function useIssues(story: Story): Map<number, Issue[]> {
  const [found, set] = useState(new Map<number, Issue[]>());
  useEffect(() => {
    let late = false;
    api.storyChecks(story.id).then(
      (all) => late || set(new Map(all.map(({ id, issues }) => [id, issues]))),
      fail,
    );
    return () => {
      late = true;
    };
  }, [story.id, story.revision, story.changed]);
  return found;
}

interface RowProps {
  segment: Segment;
  issues: Issue[];
  first: boolean;
  story: Story;
}

function Row({ segment, issues, first, story }: RowProps) {
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
        {segment.target && issues.length > 0 && (
          <ul class="found" lang={language.get()}>
            {issues.map((issue) => (
              <li>
                <span aria-hidden="true">{SHAPES[issue.severity]} </span>
                {severityTitle(issue.severity)}: {issue.message}
              </li>
            ))}
          </ul>
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
  const issues = useIssues(story);
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
              issues={issues.get(segment.id) ?? []}
              first={segments[i - 1]?.paragraph !== segment.paragraph}
              story={story}
            />
          ))}
        </tbody>
      </table>
    </main>
  );
}
