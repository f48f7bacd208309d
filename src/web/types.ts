// What the server's answers hold: the shapes of docs/api.md and docs/json.md.

/** Places in a text, in code points: from, to (not included). */
export type Span = [number, number];

export interface Session {
  user: string;
  source: string;
  target: string;
  memory: string;
  memories: string[];
  program: string;
  language: string;
}

export interface Volume {
  words: number;
  characters: number;
}

export interface Story {
  id: number;
  revision: number;
  name: string;
  format: string;
  source: string;
  target: string;
  slugline: string;
  headline: string;
  dateline: string;
  byline: string;
  date: string;
  note: string;
  embargo: string;
  embargo_until: string;
  edition: number;
  status: "open" | "done" | "killed";
  segments: number;
  confirmed: number;
  drafts: number;
  volume: Volume;
  volume_confirmed: Volume;
  joinable: boolean;
  formats: string[];
  user: string;
  created: string;
  changed: string;
}

export type State = "empty" | "draft" | "confirmed";
export type Kind = "headline" | "kicker" | "subhead" | "body" | "caption";
export type From = "" | "typed" | "match" | "repetition" | "file" | "source";

export interface Segment {
  id: number;
  story: number;
  number: number;
  kind: Kind;
  paragraph: number;
  source: string;
  target: string;
  state: State;
  from: From;
  unit: number;
  score: number;
  edited: boolean;
  locked: boolean;
  revision: number;
  same: number;
  repeats: number;
  note: string;
  user: string;
  changed: string;
  values: Span[];
  terms: { span: Span; concept: number }[];
}

/** What a segment is written with. */
export interface Write {
  revision: number;
  target: string;
  key: string;
  from?: From;
  unit?: number;
  score?: number;
}

export interface Confirmed {
  segment: Segment;
  filled: Segment[];
  step: number;
  issues: Issue[];
  waiting: number;
}

export interface Issue {
  check: string;
  severity: "note" | "warning" | "error";
  message: string;
  source: Span | null;
  target: Span | null;
  text: string;
  fix: string | null;
}

export interface Change {
  edit: "deleted" | "inserted" | "replaced";
  old: Span;
  new: Span;
}

export interface Origin {
  headline: string;
  path: string;
  date: string;
  user: string;
  version: number;
}

export interface Match {
  unit: number;
  memory: string;
  score: number;
  similarity: number;
  distance: number;
  tokens: number;
  source: string;
  target: string;
  repaired: string | null;
  carried: { old: Span; new: Span; source: Span; was: string; is: string }[];
  refused: { reason: string; message: string; source: Span }[];
  changes: Change[];
  /** Words of `target` that must change, if the server knows them. */
  target_spans?: Span[];
  penalties: { name: string; points: number; old?: Span; new?: Span }[];
  kind: string;
  status: string;
  origin: Origin;
}

export type TermStatus = "preferred" | "allowed" | "forbidden";

export interface Term {
  lang: string;
  text: string;
  status: TermStatus;
  pos: string;
  note: string;
}

export interface Concept {
  concept: number;
  revision: number;
  uid: string;
  domain: string;
  definition: string;
  note: string;
  terms: Term[];
  creator: string;
  created: string;
  changer: string;
  changed: string;
}

export interface FoundTerm extends Concept {
  span: Span;
  found: Term;
}

export interface Suggestions {
  source: string;
  text: string;
  matches: Match[];
  terms: FoundTerm[];
}

export interface Event {
  revision: number;
  what:
    | "typed" | "match" | "repetition" | "source" | "file" | "confirmed" | "reopened"
    | "locked" | "unlocked" | "split" | "joined" | "undone" | "lost";
  source: string;
  target: string;
  user: string;
  at: string;
  changes: Change[];
}

export interface Search {
  q: string | string[];
  lang?: string;
  other?: string;
  story?: string;
  since?: string;
  until?: string;
  user?: string;
  kind?: string;
  status?: string;
  batch?: number;
  offset?: number;
  limit?: number;
}

export interface Hit {
  unit: number;
  kind: string;
  status: string;
  lang: string;
  text: string;
  spans: Span[];
  other_lang: string;
  other: string;
  other_spans: Span[];
  origin: Origin;
}

export interface Found {
  total: number;
  hits: Hit[];
}

export interface Upload {
  upload: string;
  name: string;
  bytes: number;
  file: {
    format: string;
    source: string;
    target: string;
    units: number;
    translated?: number;
  } | null;
  error?: { code: string; message: string; line?: number };
}

export interface Memory {
  memory: string;
  units: number;
  reviewed: number;
  rejected: number;
  stories: number;
  segments: number;
  batches: number;
  terms: number;
  bytes: number;
  schema: number;
  index_files: number;
  index_bytes: number;
  languages: Record<string, number>;
  waiting: number;
}

export interface Batch {
  batch: number;
  kind: string;
  source: string;
  user: string;
  started: string;
  finished: string;
  undone: string;
  read: number;
  added: number;
  merged: number;
  changed: number;
  skipped: number;
  reasons: Record<string, number>;
}

export type JobRequest =
  | { kind: "import"; uploads: string[] }
  | { kind: "align"; source: string; target: string }
  | { kind: "verify" | "reindex" | "backup" };

export interface Job {
  id: number;
  kind: string;
  what: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  step: string;
  done: number;
  total: number;
  notes: { message: string; file: string; line: number }[];
  result: Record<string, unknown> | null;
  error: { code: string; message: string; file?: string; line?: number } | null;
  started: string;
  finished: string;
}
