// A place for h/views.
import type { OpenStory } from "../store";

export function Vertical(_: { open: OpenStory }) {
  return <main />;
}
