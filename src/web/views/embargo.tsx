// What may not be published: whether, until when, and how it is shown.
import type { Story } from "../api";
import { _, language } from "../i18n";

/** Whether the story may not go out now: its time is to come or not known. */
export function held(story: Story, now = Date.now()): boolean {
  if (!story.embargo && !story.embargo_until) return false;
  const until = Date.parse(story.embargo_until);
  return Number.isNaN(until) || until > now;
}

/** A moment on the user's clock, which is named. */
function moment(iso: string): string {
  return new Date(iso).toLocaleString(language.get(), {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });
}

/** The embargo in words; "" if there is none. */
export function embargoText(story: Story): string {
  if (!story.embargo && !story.embargo_until) return "";
  if (!story.embargo_until) return _("Embargo: time not known");
  return held(story)
    ? _("Embargo until %s", moment(story.embargo_until))
    : _("Embargo over since %s", moment(story.embargo_until));
}

/** Shown wherever the story is. */
export function Embargo({ story }: { story: Story }) {
  const text = embargoText(story);
  if (!text) return null;
  const now = held(story);
  return (
    <span class={now ? "embargo" : "embargo over"} title={story.embargo}>
      <span aria-hidden="true">{now ? "■" : "○"}</span>
      {text}
    </span>
  );
}
