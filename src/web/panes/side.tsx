// A place for h/views.
import type { OpenStory } from "../store";

export function Side(_: { open: OpenStory }) {
  return null;
}
