// A value that components can watch.
import { useLayoutEffect, useState } from "preact/hooks";

export class Cell<T> {
  private watchers = new Set<() => void>();

  constructor(private now: T) {}

  get(): T {
    return this.now;
  }

  set(value: T): void {
    if (Object.is(value, this.now)) return;
    this.now = value;
    for (const f of [...this.watchers]) f();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.now));
  }

  /** Call `f` whenever the value becomes another; returns what ends it. */
  watch(f: () => void): () => void {
    this.watchers.add(f);
    return () => this.watchers.delete(f);
  }
}

/** The value of a cell, in a component that is drawn again when it changes. */
export function useCell<T>(cell: Cell<T>): T {
  const [, draw] = useState(0);
  useLayoutEffect(() => {
    const before = cell.get();
    const stop = cell.watch(() => draw((n) => n + 1));
    // What changed between drawing and watching.
    if (!Object.is(before, cell.get())) draw((n) => n + 1);
    return stop;
  }, [cell]);
  return cell.get();
}
