// What the user does to the active segment: the field, going on, confirming,
// inserting.  Panes and dialogs call these; keys reach them as commands.
import * as api from "./api";
import { check, issuesOf, lookAhead, matchOf } from "./ahead";
import { ask } from "./dialog";
import { _ } from "./i18n";
import { handle, isComposing, type Command } from "./keys";
import { fail, say } from "./notice";
import { afterPaint } from "./paint";
import { go, note } from "./route";
import { confirm, resolve, save, saving, typed, typedText, undoFilled, type Filled } from "./save";
import { settings } from "./settings";
import type { OpenStory } from "./store";
import { codes, fromCodePoints, slice, toCodePoints } from "./text";
import type { Issue, Match, Segment } from "./types";

// ---- the field

let field: HTMLTextAreaElement | null = null;
/** The segment as the field last took it from the server: what is typed is a
 * change of that, whatever came meanwhile. */
let base: () => Segment | undefined = () => undefined;
let open: OpenStory | null = null;
/** Where the field's next text comes from, while it is being put in. */
let filling: Filled | undefined;

/** Which field is typed into; null: none. */
export function setField(
  element: HTMLTextAreaElement | null,
  taken: () => Segment | undefined = () => undefined,
): void {
  field = element;
  base = taken;
}

/** The field says that its text changed. */
export function fieldChanged(): void {
  const segment = base();
  if (field && segment) typed(segment, field.value, filling);
}

export function activeSegment(): Segment | undefined {
  return open?.get(open.active.get());
}

/** The translation as it stands in the field. */
export function currentText(): string {
  const segment = activeSegment();
  return field?.value ?? (segment ? (typedText(segment.id)?.text ?? segment.target) : "");
}

export function focusField(): void {
  field?.focus({ preventScroll: true });
}

function writable(): boolean {
  if (activeSegment()?.locked) say(_("The segment is locked"));
  return field !== null && !field.readOnly;
}

/** Put text in the place of [from, to) of the field (UTF-16): one step of the
 * browser's own undo. */
function put(from: number, to: number, text: string, filled?: Filled): void {
  if (!field || isComposing() || !writable()) return;
  if (text === "" && from === to) return;
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  filling = filled;
  // The command tells of itself with an input event; it is the only way that
  // leaves the undo history whole.
  const done = document.execCommand(text === "" ? "delete" : "insertText", false, text);
  if (!done) {
    field.setRangeText(text, from, to, "end");
    fieldChanged();
  }
  filling = undefined;
}

/** Insert text at the caret, in the place of what is selected. */
export function insertText(text: string): void {
  if (field) put(field.selectionStart, field.selectionEnd, text);
}

/** Make a text the whole translation. */
export function replaceText(text: string, filled?: Filled): void {
  if (field) put(0, field.value.length, text, filled);
}

/** Use a match: with the values carried over, where they were. */
export function insertMatch(match: Match): void {
  replaceText(match.repaired ?? match.target, {
    from: "match", unit: match.unit, score: match.score,
  });
  say(_("Match of %d%% inserted", match.score));
}

/** The place of an issue in the field, if it still holds what was found. */
function place(issue: Issue): [number, number] | null {
  if (!field || !issue.target || isComposing()) return null;
  const text = field.value;
  if (issue.text !== "" && slice(text, issue.target) !== issue.text) {
    say(_("The text has changed since the check"));
    return null;
  }
  return [fromCodePoints(text, issue.target[0]), fromCodePoints(text, issue.target[1])];
}

/** Select what a check found. */
export function showPlace(issue: Issue): void {
  const at = place(issue);
  if (!at || !field) return;
  field.focus();
  field.setSelectionRange(at[0], at[1]);
}

/** Mend what a check found. */
export function applyFix(issue: Issue): void {
  const at = place(issue);
  if (!at || issue.fix === null) return;
  put(at[0], at[1], issue.fix);
  void leave(open, activeSegment());
}

/** Insert the first inline code of the source that the translation lacks. */
function insertCode(): void {
  const there = codes(currentText());
  for (const code of codes(activeSegment()?.source ?? "")) {
    const at = there.indexOf(code);
    if (at < 0) return insertText(code);
    there.splice(at, 1);
  }
  say(_("All inline codes are there"));
}

/** What is selected: in the field, else on the page; and in which language. */
export function selected(): { text: string; lang: string } {
  if (field && document.activeElement === field) {
    const text = field.value.slice(field.selectionStart, field.selectionEnd);
    if (text) return { text, lang: field.lang };
  }
  const selection = getSelection();
  const text = selection?.toString().trim() ?? "";
  const from = selection?.anchorNode;
  const element = from instanceof Element ? from : from?.parentElement;
  return { text, lang: element?.closest("[lang]")?.getAttribute("lang") ?? "" };
}

// ---- going on

let still = false;
let caret: number | null = null;

/** Whether the row that just became active is to stay where it is. */
export function stays(): boolean {
  const was = still;
  still = false;
  return was;
}

/** Where the caret is to stand in the field of the row that just became active;
 * null: at its end. */
export function caretAsked(): number | null {
  const was = caret;
  caret = null;
  return was;
}

/** Save a segment and have it checked. */
async function leave(story: OpenStory | null, segment: Segment | undefined): Promise<void> {
  if (!segment || !story) return;
  await save(segment.id);
  const now = story.get(segment.id);
  if (now && now.target !== "") await check(now);
}

/** Make a segment the active one.  `centre`: bring it to the middle; `at`: put
 * the caret there (UTF-16). */
export function activate(id: number, centre = true, at: number | null = null): void {
  if (!open || open.active.get() === id) return;
  performance.mark("segment-asked");
  still = !centre;
  caret = at;
  open.active.set(id);
}

/** Another segment is the active one, whoever made it. */
function arrived(story: OpenStory, id: number, before: Segment | undefined): void {
  const segment = story.get(id);
  if (before?.id !== id) void leave(story, before);
  // Somebody may have gone on already.
  if (story.active.get() !== id || open !== story) return;
  void lookAhead(story, id);
  if (saving(id).get() === "conflict") void resolve(id);
  if (segment) note({ view: "story", story: segment.story, segment: segment.number });
}

function find(from: number, step: number, wanted: (segment: Segment) => boolean): Segment | undefined {
  if (!open) return undefined;
  for (let i = from + step; ; i += step) {
    const segment = open.at(i);
    if (!segment || wanted(segment)) return segment;
  }
}

const here = () => (open ? open.index(open.active.get()) : -1);

function goOn(segment: Segment | undefined, otherwise: string): void {
  if (segment) activate(segment.id);
  else say(otherwise);
  focusField();
}

export const isUntranslated = (s: Segment): boolean => s.state === "empty" && !s.locked;

/** Where "next" stops, as the user chose. */
function isNext(s: Segment): boolean {
  const { skipConfirmed, skipExact, skipLocked } = settings.get();
  return !(
    (skipConfirmed && s.state === "confirmed") ||
    (skipExact && s.state === "draft" && s.score >= 100 && !s.edited) ||
    (skipLocked && s.locked)
  );
}

/** `confirmed`: its repetitions are about to be filled in. */
function nextUntranslated(confirmed?: Segment): void {
  const same = settings.get().repeat ? confirmed?.same : undefined;
  const wanted = (s: Segment) => isUntranslated(s) && s.same !== same;
  goOn(find(here(), 1, wanted) ?? find(-1, 1, wanted), _("Nothing is untranslated"));
}

// ---- confirming

const asked = new Set<number>();

/** A fuzzy match that nobody has touched is asked about, once. */
async function sure(segment: Segment, text: string): Promise<boolean> {
  const kept = typedText(segment.id);
  const { from, score } = kept ?? segment;
  const touched = kept ? kept.from === "typed" : segment.edited || segment.state === "confirmed";
  if (from !== "match" || score >= 100 || touched || asked.has(segment.id)) return true;
  asked.add(segment.id);
  const answer = await ask("unedited", { segment: { ...segment, target: text, score } });
  return answer === "confirm" && activeSegment()?.id === segment.id;
}

async function confirmAnd(then: (confirmed: Segment) => void): Promise<void> {
  const segment = activeSegment();
  if (!segment) return;
  const text = currentText();
  const same = segment.state === "confirmed" && !typedText(segment.id);
  if (!segment.locked && !same) {
    if (text === "") return say(_("There is no translation to confirm"));
    if (!(await sure(segment, text))) return focusField();
    confirm(base() ?? segment, text);
  }
  then(segment);
}

// ---- the segment as a whole

async function changed(id: number, what: (revision: number) => Promise<Segment>): Promise<void> {
  const story = open;
  await save(id);
  const segment = story?.get(id);
  if (segment) story?.put([await what(segment.revision)]);
}

async function split(): Promise<void> {
  const segment = activeSegment();
  const story = open;
  if (!segment || !story || !writable()) return;
  const text = currentText();
  const targetAt = toCodePoints(text, field?.selectionStart ?? 0);
  const answer = await ask("split", { segment: { ...segment, target: text }, targetAt });
  focusField();
  if (!answer) return;
  await save(segment.id);
  const { revision } = story.get(segment.id) ?? segment;
  story.layout(
    await api.split(segment.id, { revision, source_at: answer.sourceAt, target_at: targetAt }),
  );
  say(_("Split"));
}

async function join(): Promise<void> {
  const segment = activeSegment();
  const story = open;
  const next = story?.at(here() + 1);
  if (!segment || !story || !writable()) return;
  if (!next) return say(_("This is the last segment"));
  await Promise.all([save(segment.id), save(next.id)]);
  const revision = (id: number) => story.get(id)?.revision ?? 0;
  story.layout(await api.join(segment.id, revision(segment.id), revision(next.id)));
  say(_("Joined"));
}

function gotoSegment(): void {
  const element = document.querySelector<HTMLInputElement>(".goto");
  element?.focus();
  element?.select();
}

function doers(story: OpenStory): Partial<Record<Command, () => void>> {
  const id = () => story.active.get();
  const all: Partial<Record<Command, () => void>> = {
    confirm: () =>
      void confirmAnd(() => goOn(find(here(), 1, isNext), _("This is the last segment"))),
    confirmUntranslated: () => void confirmAnd(nextUntranslated),
    next: () => goOn(story.at(here() + 1), _("This is the last segment")),
    previous: () => goOn(story.at(here() - 1), _("This is the first segment")),
    nextUntranslated: () => nextUntranslated(),
    goto: gotoSegment,
    copySource: () => replaceText(activeSegment()?.source ?? "", { from: "source" }),
    insertCode,
    fix: () => {
      const issue = issuesOf(id()).find((i) => i.fix !== null && i.target);
      if (!issue) say(_("The checks have no correction here"));
      else applyFix(issue);
    },
    split: () => void split().catch(fail),
    join: () => void join().catch(fail),
    lock: () => {
      const locked = !activeSegment()?.locked;
      changed(id(), (revision) => api.lock(id(), revision, locked)).catch(fail);
    },
    reopen: () => void changed(id(), (revision) => api.reopen(id(), revision)).catch(fail),
    undoFilled,
    save: () => void save(id()),
    edit: focusField,
    stories: () => go({ view: "stories" }),
    proof: () => go({ view: "proof", story: story.story.get().id }),
  };
  for (let n = 1; n <= 9; n++)
    all[`match${n}` as Command] = () => {
      const match = matchOf(id(), n);
      if (match) insertMatch(match);
      else say(_("There is no match %d", n));
    };
  return all;
}

/** Work on a story: its commands are heard until the function given is called. */
export function work(story: OpenStory): () => void {
  open = story;
  const ends = Object.entries(doers(story)).map(([command, f]) => handle(command as Command, f));
  let before = activeSegment();
  arrived(story, story.active.get(), before);
  ends.push(
    story.active.watch(() => {
      const [id, last] = [story.active.get(), before];
      afterPaint(() => arrived(story, id, last));
      before = activeSegment();
    }),
  );
  return () => {
    ends.forEach((end) => end());
    void leave(story, story.get(story.active.get()));
    if (open === story) open = null;
  };
}
