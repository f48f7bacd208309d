// A place for h/views.
import type { OpenStory } from "../store";

export function Proof(_: { open: OpenStory }) {
  return <main />;
}
