// What the server tells open pages, and whether it can be heard.
import type { Job } from "./types";
import { Cell } from "./cell";

interface Told {
  hello: { server: string };
  segments: { story: number; segments: { id: number; revision: number }[]; client: string };
  layout: { story: number; client: string };
  story: { story: number; client: string };
  gone: { story: number; client: string };
  memory: { waiting: number };
  terms: object;
  job: Job;
  reset: object;
  /** Of the page's own: the server is heard again; another one, if `other`. */
  back: { other: boolean };
}

type Name = keyof Told;
type Listener = (data: never) => void;

const NAMES: Name[] = [
  "hello", "segments", "layout", "story", "gone", "memory", "terms", "job", "reset",
];
const listeners = new Map<Name, Set<Listener>>();

/** Whether the server is heard; null before the first try. */
export const heard = new Cell<boolean | null>(null);

/** Be told; returns what ends it. */
export function on<N extends Name>(name: N, f: (data: Told[N]) => void): () => void {
  const all = listeners.get(name) ?? new Set();
  listeners.set(name, all);
  all.add(f as Listener);
  return () => all.delete(f as Listener);
}

function tell<N extends Name>(name: N, data: Told[N]): void {
  for (const f of [...(listeners.get(name) ?? [])]) (f as (data: Told[N]) => void)(data);
}

let source: EventSource | null = null;
let server = "";
let pause = 0;
let last = "";
let timer = 0;

function lost(): void {
  heard.set(false);
  // The browser goes on by itself after a broken line, but gives up after a
  // refusal (a server that starts again, a proxy's 502): then it is for us.
  if (source?.readyState !== EventSource.CLOSED) return;
  source = null;
  pause = Math.min(pause ? pause * 2 : 500, 15000);
  timer = window.setTimeout(connect, pause);
}

function back(word: string): void {
  const was = heard.get();
  const other = server !== "" && server !== word;
  server = word;
  pause = 0;
  heard.set(true);
  if (was === false || other) tell("back", { other });
}

/** Listen to the server, now and whenever it comes back. */
export function connect(): void {
  clearTimeout(timer);
  source?.close();
  source = new EventSource(`/api/v1/events${last ? `?since=${encodeURIComponent(last)}` : ""}`);
  source.onerror = lost;
  for (const name of NAMES)
    source.addEventListener(name, (event: MessageEvent<string>) => {
      if (event.lastEventId) last = event.lastEventId;
      const data = JSON.parse(event.data) as never;
      if (name === "hello") back((data as Told["hello"]).server);
      tell(name, data);
    });
}

// A page that comes back, or a network, need not wait for the timer.
addEventListener("online", () => heard.get() === false && connect());
addEventListener("pageshow", (event) => event.persisted && connect());
