// The list of stories: what there is to do, how far it is, what may go out.
import { useEffect, useMemo, useState } from "preact/hooks";
import * as api from "../api";
import type { Story } from "../api";
import { ask } from "../dialog";
import { on } from "../events";
import { Q_, _, languageName, when } from "../i18n";
import { fail, say } from "../notice";
import { countsCharacters, STATUS_CLASS, storyStatusTitle } from "../panes/words";
import { href } from "../route";
import { Embargo } from "./embargo";
import { ExportMenu } from "./export";
import { Intake } from "./intake";
import { Jobs } from "./jobs";
import { type Column, Heads, type Order, ordered } from "./heads";

const columns: Column<Story>[] = [
  { name: "headline", title: () => _("Story"), value: (s) => s.headline || s.name },
  { name: "status", title: () => _("Status"), value: (s) => storyStatusTitle(s.status) },
  { name: "progress", title: () => _("Progress"), value: (s) => share(s) },
  { name: "volume", title: () => _("Length"), value: (s) => s.volume.words + s.volume.characters },
  { name: "changed", title: () => _("Last change"), value: (s) => s.changed, wide: true },
];

function share(story: Story): number {
  return story.segments ? story.confirmed / story.segments : 0;
}

/** "210 of 500 words", or characters where a language is counted in them. */
function volume(story: Story): string {
  const [done, all] = [story.volume_confirmed, story.volume];
  return countsCharacters(story.source)
    ? _("%d of %d characters", done.characters, all.characters)
    : _("%d of %d words", done.words, all.words);
}

function matches(story: Story, filter: string): boolean {
  const where = [story.headline, story.name, story.slugline, story.user, story.embargo]
    .concat(storyStatusTitle(story.status))
    .join("\n")
    .normalize("NFKC")
    .toLowerCase();
  return filter
    .normalize("NFKC")
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}

async function setStatus(story: Story, status: Story["status"]): Promise<void> {
  if (status === "killed") {
    const answer = await ask("sure", {
      title: _("Kill this story?"),
      text: [story.headline || story.name, _("It stays here, but will not be exported.")],
      yes: _("Kill it"),
      danger: true,
    });
    if (answer !== "yes") return;
  }
  await api.changeStory(story.id, { revision: story.revision, status });
  say(_("%s: %s", story.name, storyStatusTitle(status)));
}

async function remove(story: Story): Promise<void> {
  const answer = await ask("sure", {
    title: _("Delete this story?"),
    text: [
      story.headline || story.name,
      _("Its translation and history go with it. What the memory learnt from it stays."),
    ],
    yes: _("Delete it"),
    danger: true,
  });
  if (answer !== "yes") return;
  await api.removeStory(story.id, story.revision);
  say(_("Deleted: %s", story.name));
}

/* What can be done with a story besides opening and exporting it. */
const deeds: Record<string, (story: Story) => Promise<unknown>> = {
  done: (s) => setStatus(s, "done"),
  open: (s) => setStatus(s, "open"),
  killed: (s) => setStatus(s, "killed"),
  embargo: (s) => ask("embargo", { story: s }),
  delete: remove,
};

function Deeds({ story }: { story: Story }) {
  return (
    <select
      aria-label={_("More for %s", story.name)}
      value=""
      onChange={(event) => {
        const select = event.currentTarget;
        const deed = deeds[select.value];
        select.value = "";
        deed?.(story).catch(fail);
      }}
    >
      <option value="">{_("More …")}</option>
      {story.status !== "done" && <option value="done">{_("Mark as done")}</option>}
      {story.status !== "open" && <option value="open">{_("Take up again")}</option>}
      {story.status !== "killed" && <option value="killed">{_("Kill …")}</option>}
      <option value="embargo">{_("Embargo …")}</option>
      <option value="delete">{_("Delete …")}</option>
    </select>
  );
}

function Row({ story }: { story: Story }) {
  const title = story.headline || story.name;
  return (
    <tr class={story.status === "open" ? "" : story.status === "done" ? "done-row" : "killed"}>
      <th scope="row" class="story">
        <a
          href={href({ view: "story", story: story.id, segment: 0 })}
          lang={story.headline ? story.source : undefined}
        >
          {title}
        </a>
        <p class="quiet">
          {story.headline && <span>{story.name}</span>} {story.slugline}{" "}
          {story.edition > 1 && _("version %d", story.edition)}
        </p>
        <Embargo story={story} />
      </th>
      <td>
        <span class={STATUS_CLASS[story.status]}>{storyStatusTitle(story.status)}</span>
      </td>
      <td class="progress">
        <progress
          value={story.confirmed}
          max={Math.max(story.segments, 1)}
          aria-label={_("Confirmed segments of %s", story.name)}
        />
        <span class="quiet">
          {_("%d of %d segments", story.confirmed, story.segments)}
          {story.drafts > 0 && ` · ${Q_("%d draft", "%d drafts", story.drafts)}`}
        </span>
      </td>
      <td>
        {volume(story)}
        <p class="quiet">
          {languageName(story.source)} → {languageName(story.target)}
        </p>
      </td>
      <td class="wide">
        <time dateTime={story.changed}>{when(story.changed)}</time>
        <p class="quiet">{story.user}</p>
      </td>
      <td class="actions">
        <div class="line">
          <ExportMenu story={story} />
          <a class="button" href={href({ view: "proof", story: story.id })}>
            {_("Read")}
            <span class="heard"> {story.name}</span>
          </a>
          <Deeds story={story} />
        </div>
      </td>
    </tr>
  );
}

/** The stories, kept as the server has them. */
function useStories(): Story[] | undefined {
  const [stories, set] = useState<Story[]>();
  useEffect(() => {
    let timer = 0;
    const load = () => void api.stories().then(set, fail);
    // Typing in a story tells of every segment: once in a while is enough.
    const soon = () => {
      clearTimeout(timer);
      timer = window.setTimeout(load, 200);
    };
    load();
    const stops = (["story", "gone", "segments", "layout", "reset", "back"] as const).map((name) =>
      on(name, soon),
    );
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, []);
  return stories;
}

export function Stories() {
  const stories = useStories();
  const [filter, setFilter] = useState("");
  const [order, setOrder] = useState<Order>({ by: "changed", down: true });
  const shown = useMemo(
    () => ordered((stories ?? []).filter((s) => matches(s, filter)), columns, order),
    [stories, filter, order],
  );
  return (
    <main class="view">
      <div class="view-head">
        <h1>{_("Stories")}</h1>
        <label class="line">
          <span>{_("Filter")}</span>
          <input
            type="search"
            value={filter}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
        </label>
      </div>
      <Intake />
      <Jobs running />
      {stories && stories.length > 0 && (
        <div class="scroll">
          <table class="list stories">
            <caption>
              {Q_("%d story", "%d stories", shown.length)}
            </caption>
            <Heads columns={columns} order={order} set={setOrder} actions />
            <tbody>
              {shown.map((story) => (
                <Row key={story.id} story={story} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {stories?.length === 0 && (
        <p>{_("There is no story yet. Drop one above, or choose a file.")}</p>
      )}
    </main>
  );
}
