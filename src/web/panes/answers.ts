// What a pane waits for: the answer for the segment it is asked for now.
import { useEffect, useState } from "preact/hooks";
import { fail } from "../notice";

/** The answer of `ask`; undefined while it is under way.  Asked again when one
 * of `of` changes. */
export function useAnswer<T>(
  ask: ((signal: AbortSignal) => Promise<T>) | null,
  of: readonly unknown[],
): T | undefined {
  const [answer, set] = useState<{ of: readonly unknown[]; value: T }>();
  useEffect(() => {
    if (!ask) return;
    const stop = new AbortController();
    ask(stop.signal).then((value) => set({ of, value }), fail);
    return () => stop.abort();
  }, of);
  // What was answered for another segment is not shown for this one.
  const fits = answer?.of.length === of.length && answer.of.every((one, i) => one === of[i]);
  return fits ? answer.value : undefined;
}
