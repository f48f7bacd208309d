// How to talk to the server: docs/api.md, typed.
import { language } from "./i18n";
import type * as T from "./types";
export type * from "./types";

/** Who asks, so that the page knows its own events. */
export const CLIENT = crypto.randomUUID();

/** An error of the server, in its words; status 0: it was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly file = "",
    readonly line = 0,
    readonly column = 0,
    /** Of a conflict: the segment as it is, and the text that was not stored. */
    readonly current: T.Segment | null = null,
    readonly yours = "",
  ) {
    super(message);
  }

  /** Nothing says that it was not done: to be sent again, with the same key. */
  get lost(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

interface Options {
  signal?: AbortSignal;
  /** It outlives the page that sends it. */
  keepalive?: boolean;
  body?: BodyInit;
  type?: string;
}

const BASE = "/api/v1";

interface Refusal {
  error?: { code?: string; message?: string; file?: string; line?: number; column?: number };
  current?: T.Segment;
  yours?: string;
}

function refusal(status: number, text: string): ApiError {
  let said: Refusal = {};
  try {
    said = JSON.parse(text) as Refusal;
  } catch {
    // Not ours (a proxy's page): the status has to do.
  }
  const e = said.error ?? {};
  const message = e.message ?? `HTTP ${status}`;
  return new ApiError(
    status, e.code ?? "", message, e.file, e.line, e.column, said.current ?? null, said.yours,
  );
}

async function ask<R>(method: string, path: string, json?: object, options: Options = {}): Promise<R> {
  const headers: Record<string, string> = {
    "Accept-Language": language.get(),
    "X-Taiyaku-Client": CLIENT,
  };
  if (method !== "GET") headers["Content-Type"] = options.type ?? "application/json";
  let reply: Response;
  let text: string;
  try {
    reply = await fetch(BASE + path, {
      method,
      headers,
      body: options.body ?? (json === undefined ? null : JSON.stringify(json)),
      signal: options.signal ?? null,
      keepalive: options.keepalive ?? false,
      credentials: "same-origin",
    });
    text = await reply.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "lost", String(error));
  }
  if (!reply.ok) throw refusal(reply.status, text);
  return JSON.parse(text) as R;
}

type Value = string | number | boolean | undefined | readonly string[];

function query(values: Record<string, Value>): string {
  const q = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value])
      q.append(name, one === true ? "1" : String(one));
  }
  const text = q.toString();
  return text ? `?${text}` : "";
}

/** A key for one thing done, to be sent again with it. */
export function newKey(): string {
  return crypto.randomUUID();
}

const seg = (id: number, what: string) => `/segments/${id}/${what}`;

export const session = () => ask<T.Session>("GET", "/session");

// Stories.
export const stories = () => ask<{ stories: T.Story[] }>("GET", "/stories").then((r) => r.stories);
export const addStory = (
  story: ({ name: string; text: string } | { upload: string }) & { language?: string; min?: number },
) => ask<{ story: T.Story }>("POST", "/stories", story).then((r) => r.story);
export const story = (id: number) =>
  ask<{ story: T.Story }>("GET", `/stories/${id}`).then((r) => r.story);
export const changeStory = (
  id: number,
  change: { revision: number; name?: string; status?: string; embargo?: string; embargo_until?: string },
) => ask<{ story: T.Story }>("PATCH", `/stories/${id}`, change).then((r) => r.story);
export const removeStory = (id: number, revision: number) =>
  ask<object>("DELETE", `/stories/${id}${query({ revision })}`);
export const segments = (id: number, from?: number, limit?: number) =>
  ask<{ total: number; segments: T.Segment[] }>(
    "GET", `/stories/${id}/segments${query({ from, limit })}`,
  );
export const storyChecks = (id: number) =>
  ask<{ segments: { id: number; issues: T.Issue[] }[] }>("GET", `/stories/${id}/checks`).then(
    (r) => r.segments,
  );
export const undoStep = (id: number, step: number) =>
  ask<{ segments: T.Segment[] }>("POST", `/stories/${id}/undo`, { step }).then((r) => r.segments);
/** Where an export is: for links, so that the browser saves it. */
export const exportUrl = (id: number, format: string, more: { page?: boolean; anyway?: boolean } = {}) =>
  `${BASE}/stories/${id}/export${query({ format, ...more })}`;
/** The same as a file with its name, for what may be refused. */
export async function exported(id: number, format: string, anyway = false): Promise<File> {
  const reply = await fetch(exportUrl(id, format, { anyway }), {
    headers: { "Accept-Language": language.get() },
  }).catch((error: unknown) => {
    throw new ApiError(0, "lost", String(error));
  });
  if (!reply.ok) throw refusal(reply.status, await reply.text());
  return new File([await reply.blob()], filename(reply) || `story-${id}.${format}`);
}

/** The name in Content-Disposition, also as RFC 8187 writes it; "" none. */
function filename(reply: Response): string {
  const said = reply.headers.get("Content-Disposition") ?? "";
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  const plain = /filename="((?:[^"\\]|\\.)*)"/.exec(said)?.[1]?.replace(/\\(.)/g, "$1");
  try {
    return coded ? decodeURIComponent(coded) : (plain ?? "");
  } catch {
    return plain ?? "";
  }
}
export const upload = (name: string, bytes: Blob) =>
  ask<T.Upload>("POST", `/uploads${query({ name })}`, undefined, {
    body: bytes,
    type: "application/octet-stream",
  });

// Segments.
export const segment = (id: number) =>
  ask<{ segment: T.Segment }>("GET", `/segments/${id}`).then((r) => r.segment);
export const draft = (id: number, write: T.Write, keepalive = false) =>
  ask<{ segment: T.Segment }>("PUT", seg(id, "draft"), write, { keepalive }).then((r) => r.segment);
export const confirm = (id: number, write: T.Write & { repeat?: boolean }) =>
  ask<T.Confirmed>("POST", seg(id, "confirm"), write);
export const reopen = (id: number, revision: number) =>
  ask<{ segment: T.Segment }>("POST", seg(id, "reopen"), { revision }).then((r) => r.segment);
export const lock = (id: number, revision: number, locked: boolean) =>
  ask<{ segment: T.Segment }>("POST", seg(id, "lock"), { revision, locked }).then((r) => r.segment);
export const split = (id: number, at: { revision: number; source_at: number; target_at: number }) =>
  ask<{ segments: T.Segment[] }>("POST", seg(id, "split"), at).then((r) => r.segments);
export const join = (id: number, revision: number, next: number) =>
  ask<{ segments: T.Segment[] }>("POST", seg(id, "join"), { revision, next }).then((r) => r.segments);
export const suggestions = (id: number, min: number, max = 9, signal?: AbortSignal) =>
  ask<T.Suggestions>("GET", seg(id, `suggestions${query({ min, max })}`), undefined, { signal });
export const checks = (id: number, signal?: AbortSignal) =>
  ask<{ issues: T.Issue[] }>("GET", seg(id, "checks"), undefined, { signal }).then((r) => r.issues);
export const past = (id: number, signal?: AbortSignal) =>
  ask<{ history: T.Event[] }>("GET", seg(id, "history"), undefined, { signal }).then(
    (r) => r.history,
  );

// The memory.
export const suggest = (q: string, more: { prev?: string; next?: string; min?: number; max?: number } = {}) =>
  ask<T.Suggestions>("GET", `/suggestions${query({ q, ...more })}`);
export const search = (asked: T.Search, signal?: AbortSignal) =>
  ask<T.Found>("GET", `/search${query({ ...asked })}`, undefined, { signal });
export const check = (source: string, target: string, signal?: AbortSignal) =>
  ask<{ issues: T.Issue[] }>("POST", "/checks", { source, target }, { signal }).then((r) => r.issues);
export const terms = (asked: { q?: string; status?: string; domain?: string } = {}) =>
  ask<{ terms: T.Concept[] }>("GET", `/terms${query(asked)}`).then((r) => r.terms);
export const addTerm = (term: {
  source: string;
  target: string;
  status?: string;
  domain?: string;
  note?: string;
}) => ask<{ concept: T.Concept }>("POST", "/terms", term).then((r) => r.concept);
export const changeTerm = (concept: T.Concept) =>
  ask<{ concept: T.Concept }>("PUT", `/terms/${concept.concept}`, concept).then((r) => r.concept);
export const removeTerm = (id: number, revision: number) =>
  ask<object>("DELETE", `/terms/${id}${query({ revision })}`);
export const memory = () => ask<T.Memory>("GET", "/memory");
export const memoryLog = (limit?: number) =>
  ask<{ batches: T.Batch[] }>("GET", `/memory/log${query({ limit })}`).then((r) => r.batches);
export const undoBatch = (batch: number) =>
  ask<{ removed: number; restored: number; kept: number }>("POST", "/memory/undo", { batch });

// Jobs.
export const startJob = (job: T.JobRequest) =>
  ask<{ job: T.Job }>("POST", "/jobs", job).then((r) => r.job);
export const jobs = () => ask<{ jobs: T.Job[] }>("GET", "/jobs").then((r) => r.jobs);
export const job = (id: number) => ask<{ job: T.Job }>("GET", `/jobs/${id}`).then((r) => r.job);
export const cancelJob = (id: number) => ask<object>("DELETE", `/jobs/${id}`);
