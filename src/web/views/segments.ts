// The segments of a story as a reader wants them: all of them, by paragraphs.
import { useEffect, useState } from "preact/hooks";
import type { Segment } from "../api";
import { useCell } from "../cell";
import type { OpenStory } from "../store";

/** All segments, drawn again when one of them changes. */
export function useAll(open: OpenStory): Segment[] {
  const order = useCell(open.order);
  const [, draw] = useState(0);
  useEffect(() => {
    const stops = order.map((id) => open.segment(id)?.watch(() => draw((n) => n + 1)));
    return () => stops.forEach((stop) => stop?.());
  }, [open, order]);
  return open.all();
}

export function paragraphs(segments: Segment[]): Segment[][] {
  const all: Segment[][] = [];
  for (const segment of segments) {
    const last = all.at(-1);
    if (last?.[0]?.paragraph === segment.paragraph && last[0].kind === segment.kind)
      last.push(segment);
    else all.push([segment]);
  }
  return all;
}
