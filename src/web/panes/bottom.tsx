// A place for h/views.
import type { OpenStory } from "../store";

export function Bottom(_: { open: OpenStory }) {
  return null;
}
