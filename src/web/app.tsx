// The page: top bar, the view that the address names, status line, dialogs.
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api";
import { useCell } from "./cell";
import { ask } from "./dialog";
import { Dialogs } from "./dialogs/dialogs";
import { Editor } from "./editor";
import { connect } from "./events";
import { keepAhead } from "./ahead";
import { _, language, speak } from "./i18n";
import { live } from "./keep";
import { handle, listen } from "./keys";
import { fail } from "./notice";
import { go, href, route, type Route } from "./route";
import { startSaving } from "./save";
import { settings } from "./settings";
import { StatusLine } from "./status";
import { follow, opened, openStory, session, type OpenStory } from "./store";
import { Memory } from "./views/memory";
import { Proof } from "./views/proof";
import { Stories } from "./views/stories";
import { Terms } from "./views/terms";
import { Vertical } from "./views/vertical";

function Link({ to, here, text }: { to: Route; here: boolean; text: string }) {
  return (
    <a href={href(to)} aria-current={here ? "page" : undefined}>
      {text}
    </a>
  );
}

function TopBar() {
  const { view } = useCell(route);
  const open = useCell(opened);
  const who = useCell(session);
  return (
    <header class="top">
      <a class="brand" href={href({ view: "stories" })} lang="en">
        Taiyaku
      </a>
      <nav aria-label={_("Views")}>
        <Link to={{ view: "stories" }} here={view === "stories"} text={_("Stories")} />
        {open && <StoryLink open={open} here={view === "story"} />}
        <Link to={{ view: "terms" }} here={view === "terms"} text={_("Terms")} />
        <Link to={{ view: "memory" }} here={view === "memory"} text={_("Memory")} />
      </nav>
      {who && (
        <span class="who">
          <span class="who-memory">{who.memory}</span> {who.user}
        </span>
      )}
      <button type="button" onClick={() => void ask("shortcuts", {})}>
        {_("Keys")}
      </button>
      <button type="button" onClick={() => void ask("settings", {})}>
        {_("Settings")}
      </button>
    </header>
  );
}

function StoryLink({ open, here }: { open: OpenStory; here: boolean }) {
  const story = useCell(open.story);
  return (
    <a
      class="story-link"
      href={href({ view: "story", story: story.id, segment: 0 })}
      aria-current={here ? "page" : undefined}
    >
      <span lang={story.source}>{story.headline || story.name}</span>{" "}
      <span class="progress">
        {_("%d of %d confirmed", story.confirmed, story.segments)}
      </span>
    </a>
  );
}

/** The view of a story, when its segments are here. */
function OfStory({ at, draw }: {
  at: Route & { story: number };
  draw: (open: OpenStory) => preact.JSX.Element;
}) {
  const { story: id } = at;
  const [failed, setFailed] = useState("");
  const open = useCell(opened);
  useEffect(() => {
    setFailed("");
    openStory(id, at.view === "story" ? at.segment : 0).catch((error: unknown) =>
      setFailed(error instanceof Error ? error.message : String(error)),
    );
  }, [at]);
  if (failed)
    return (
      <main class="message">
        <p role="alert">{failed}</p>
      </main>
    );
  if (open?.story.get().id !== id) return <main class="message">{_("Loading…")}</main>;
  return draw(open);
}

/** What the window is called: the view, and the story it shows. */
function useTitle(): void {
  const at = useCell(route);
  const open = useCell(opened);
  const tongue = useCell(language);
  useEffect(() => {
    const name = () => {
      const story = "story" in at ? open?.story.get() : undefined;
      const views = { stories: _("Stories"), terms: _("Terms"), memory: _("Memory") };
      const what = story ? story.headline || story.name : "story" in at ? "" : views[at.view];
      document.title = what ? `${what} – Taiyaku` : "Taiyaku";
    };
    name();
    return open?.story.watch(name);
  }, [at, open, tongue]);
}

/** A new view takes the focus from what is gone; the editor sees to its own. */
function useArrival(view: Route["view"]): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const at = document.activeElement;
    const main = document.querySelector("main");
    if (view === "story" || !main || (at && at !== document.body)) return;
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  }, [view]);
}

function View() {
  const at = useCell(route);
  useTitle();
  useArrival(at.view);
  switch (at.view) {
    case "story":
      return <OfStory at={at} draw={(open) => <Editor key={at.story} open={open} />} />;
    case "proof":
      return <OfStory at={at} draw={(open) => <Proof open={open} />} />;
    case "vertical":
      return <OfStory at={at} draw={(open) => <Vertical open={open} />} />;
    case "memory":
      return <Memory />;
    case "terms":
      return <Terms />;
    case "stories":
      return <Stories />;
  }
}

function App() {
  const tongue = useCell(language);
  const { size } = useCell(settings);
  useEffect(() => {
    document.documentElement.style.setProperty("--text-scale", String(size / 100));
  }, [size]);
  useEffect(() => {
    const ends = [
      handle("shortcuts", () => void ask("shortcuts", {})),
      handle("settings", () => void ask("settings", {})),
      handle("stories", () => go({ view: "stories" })),
    ];
    return () => ends.forEach((end) => end());
  }, []);
  return (
    <div class="app" key={tongue}>
      <TopBar />
      <View />
      <StatusLine />
      <Dialogs />
    </div>
  );
}

async function start(): Promise<void> {
  // The choice of language is heard before anything is drawn, so that nothing
  // is drawn twice.
  await speak();
  render(<App />, document.body);
  listen();
  live();
  follow();
  keepAhead();
  try {
    session.set(await api.session());
    connect();
    await startSaving();
  } catch (error) {
    fail(error);
  }
}

settings.watch(() => void speak());
void start();
