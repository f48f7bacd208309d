// What is open: the session, a story with its segments, and which one is active.
import { useEffect, useState } from "preact/hooks";
import * as api from "./api";
import { Cell, useCell } from "./cell";
import { on } from "./events";
import { fail } from "./notice";
import { go, route } from "./route";
import type { Segment, Session, Story } from "./types";

export const session = new Cell<Session | null>(null);

/** Until it is known whose page it is. */
function known(): Promise<void> {
  if (session.get()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = session.watch(() => {
      stop();
      resolve();
    });
  });
}

export class OpenStory {
  readonly story: Cell<Story>;
  /** Ids of the segments by number. */
  readonly order = new Cell<readonly number[]>([]);
  /** The segment that is worked on; 0 none. */
  readonly active = new Cell(0);
  private cells = new Map<number, Cell<Segment>>();

  constructor(story: Story, segments: readonly Segment[]) {
    this.story = new Cell(story);
    this.layout(segments);
  }

  /** A segment as the server last told it, to be watched. */
  segment(id: number): Cell<Segment> | undefined {
    return this.cells.get(id);
  }

  get(id: number): Segment | undefined {
    return this.cells.get(id)?.get();
  }

  at(index: number): Segment | undefined {
    const id = this.order.get()[index];
    return id === undefined ? undefined : this.get(id);
  }

  /** Index of a segment in order; -1 if it is not there. */
  index(id: number): number {
    const segment = this.get(id);
    if (!segment) return -1;
    const guess = segment.number - 1;
    return this.order.get()[guess] === id ? guess : this.order.get().indexOf(id);
  }

  /** Take what the server told; what is older than what is known is not taken. */
  put(segments: readonly Segment[]): void {
    for (const segment of segments) {
      const cell = this.cells.get(segment.id);
      if (cell && segment.revision >= cell.get().revision) cell.set(segment);
    }
  }

  /** All segments anew: numbers changed. */
  layout(segments: readonly Segment[]): void {
    const ids = new Set(segments.map((s) => s.id));
    for (const id of this.cells.keys()) if (!ids.has(id)) this.cells.delete(id);
    for (const segment of segments) {
      const cell = this.cells.get(segment.id);
      if (!cell) this.cells.set(segment.id, new Cell(segment));
      else if (segment.revision >= cell.get().revision) cell.set(segment);
    }
    this.order.set(segments.map((s) => s.id));
    if (!ids.has(this.active.get())) this.active.set(segments[0]?.id ?? 0);
  }

  all(): Segment[] {
    return this.order.get().flatMap((id) => this.get(id) ?? []);
  }

  /** Ask the server for one segment, all of them, or the story again. */
  async fetchSegment(id: number): Promise<void> {
    this.put([await api.segment(id)]);
  }

  async fetchLayout(): Promise<void> {
    this.layout((await api.segments(this.story.get().id)).segments);
  }

  async fetchStory(): Promise<void> {
    this.story.set(await api.story(this.story.get().id));
  }
}

export const opened = new Cell<OpenStory | null>(null);

/** Open a story; one that is open already stays as it is. */
export async function openStory(id: number, number = 0): Promise<OpenStory> {
  await known();
  let open = opened.get();
  if (open?.story.get().id !== id) {
    const [story, { segments }] = await Promise.all([api.story(id), api.segments(id)]);
    open = new OpenStory(story, segments);
    opened.set(open);
  }
  const first = number ? open.at(number - 1) : open.all().find((s) => s.state !== "confirmed");
  if (number || !open.active.get()) open.active.set((first ?? open.at(0))?.id ?? 0);
  return open;
}

/** The active segment, in a component; it is drawn again when it changes. */
export function useActive(open: OpenStory): Segment | undefined {
  const id = useCell(open.active);
  return useSegment(open, id);
}

export function useSegment(open: OpenStory, id: number): Segment | undefined {
  const [, draw] = useState(0);
  useEffect(() => open.segment(id)?.watch(() => draw((n) => n + 1)), [open, id]);
  return open.get(id);
}

// ---- what others did

/** More segments than that are asked for at once. */
const MANY = 10;
let storyTimer = 0;

/** Progress of the open story is asked for a little later, once for many. */
function soonStory(open: OpenStory): void {
  clearTimeout(storyTimer);
  storyTimer = window.setTimeout(() => open.fetchStory().catch(fail), 500);
}

function again(open: OpenStory): void {
  open.fetchLayout().catch(fail);
  open.fetchStory().catch(fail);
}

/** Follow the server's events; once, for the life of the page. */
export function follow(): void {
  const mine = (story: number) => {
    const open = opened.get();
    return open?.story.get().id === story ? open : null;
  };
  on("segments", ({ story, segments, client }) => {
    const open = mine(story);
    if (!open) return;
    soonStory(open);
    // What this page did, its answers bring.
    if (client === api.CLIENT) return;
    const news = segments.filter(({ id, revision }) => (open.get(id)?.revision ?? revision) < revision);
    if (news.length > MANY) open.fetchLayout().catch(fail);
    else for (const { id } of news) open.fetchSegment(id).catch(fail);
  });
  on("layout", ({ story, client }) => {
    if (client !== api.CLIENT) mine(story)?.fetchLayout().catch(fail);
  });
  on("story", ({ story }) => {
    const open = mine(story);
    if (open) soonStory(open);
  });
  on("gone", ({ story }) => {
    if (!mine(story)) return;
    clearTimeout(storyTimer);
    opened.set(null);
    const at = route.get();
    if ("story" in at && at.story === story) go({ view: "stories" });
  });
  on("terms", () => opened.get()?.fetchLayout().catch(fail));
  const all = () => {
    const open = opened.get();
    if (open) again(open);
  };
  on("reset", all);
  on("back", all);
}
