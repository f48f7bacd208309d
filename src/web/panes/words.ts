// What the API's stable words are called for people, in their language.
import { N_, _ } from "../i18n";

type Table = Readonly<Record<string, string>>;

function look(table: Table, word: string): string {
  const title = table[word];
  return title === undefined ? word : _(title);
}

const penalties: Table = {
  number: N_("number"),
  case: N_("case or width"),
  punctuation: N_("punctuation"),
  aligned: N_("aligned by machine"),
  codes: N_("inline codes"),
  memory: N_("this memory"),
};
export const penaltyTitle = (word: string) => look(penalties, word);

const unitKinds: Table = {
  human: N_("by a translator"),
  aligned: N_("aligned by machine"),
  imported: N_("imported"),
  machine: N_("machine translation"),
};
export const unitKindTitle = (word: string) => look(unitKinds, word);

const unitStatuses: Table = {
  draft: N_("draft"),
  translated: N_("translated"),
  reviewed: N_("reviewed"),
  rejected: N_("rejected"),
};
export const unitStatusTitle = (word: string) => look(unitStatuses, word);

const termStatuses: Table = {
  preferred: N_("preferred"),
  allowed: N_("allowed"),
  forbidden: N_("forbidden"),
};
export const termStatusTitle = (word: string) => look(termStatuses, word);

const severities: Table = {
  error: N_("Error"),
  warning: N_("Warning"),
  note: N_("Hint"),
};
export const severityTitle = (word: string) => look(severities, word);

const events: Table = {
  typed: N_("Typed"),
  match: N_("Match inserted"),
  repetition: N_("Filled in as a repetition"),
  source: N_("Source copied"),
  file: N_("From the file"),
  confirmed: N_("Confirmed"),
  reopened: N_("Reopened"),
  locked: N_("Locked"),
  unlocked: N_("Unlocked"),
  split: N_("Split"),
  joined: N_("Joined"),
  undone: N_("Taken back"),
  lost: N_("Not saved: somebody was faster"),
};
export const eventTitle = (word: string) => look(events, word);

const storyStatuses: Table = {
  open: N_("In work"),
  done: N_("Done"),
  killed: N_("Killed"),
};
export const storyStatusTitle = (word: string) => look(storyStatuses, word);
/** How a story's status looks wherever it is shown. */
export const STATUS_CLASS = { open: "tag", done: "tag ok", killed: "tag bad" } as const;

const segmentKinds: Table = {
  headline: N_("Headline"),
  kicker: N_("Kicker"),
  subhead: N_("Subhead"),
  body: N_("Body"),
  caption: N_("Caption"),
};
export const segmentKindTitle = (word: string) => look(segmentKinds, word);

// What a story can be exported as.
const formats: Table = {
  text: N_("Text"),
  html: N_("Source and translation side by side (HTML)"),
  page: N_("Web page (HTML)"),
  xliff: N_("XLIFF"),
  po: N_("PO (gettext)"),
  tmx: N_("Translation memory (TMX)"),
  tsv: N_("Table (TSV)"),
};
export const formatTitle = (word: string) => look(formats, word);

const files: Table = { ...formats, html: N_("Web page (HTML)"), memory: N_("Taiyaku memory") };
/** What a file is that came in. */
export const fileTitle = (word: string) => look(files, word);

const jobKinds: Table = {
  import: N_("Import"),
  align: N_("Alignment"),
  verify: N_("Verification"),
  reindex: N_("New index"),
  backup: N_("Backup"),
};
export const jobKindTitle = (word: string) => look(jobKinds, word);

const jobStates: Table = {
  queued: N_("Waiting"),
  running: N_("Running"),
  done: N_("Finished"),
  failed: N_("Failed"),
  cancelled: N_("Cancelled"),
};
export const jobStateTitle = (word: string) => look(jobStates, word);

const batchKinds: Table = {
  learn: N_("Alignment"),
  import: N_("Import"),
  confirm: N_("Confirmed segments"),
  terms: N_("Terms"),
  check: N_("Corrections"),
};
export const batchKindTitle = (word: string) => look(batchKinds, word);

/** Whether texts of the language are counted in characters. */
export function countsCharacters(tag: string): boolean {
  return /^(ja|zh|yue|th|lo|km|my)(-|$)/.test(tag);
}
