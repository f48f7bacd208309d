// The grid: which rows of a story are drawn, and the active one near the middle.
import type { VNode } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useCell } from "./cell";
import { activate, focusField, stays, work } from "./editing";
import { Heights } from "./heights";
import { _, languageName } from "./i18n";
import { isInputMethods } from "./keys";
import { Row } from "./row";
import { StoryTools } from "./views/proof";
import type { OpenStory } from "./store";

/** Stories up to this long are drawn whole: the browser's own search finds all. */
const WHOLE = 200;
/** Rows drawn beyond what is seen, on both sides. */
const BEYOND = 12;

/** A guess at a row's height before it is drawn, in px. */
function guess(open: OpenStory): number[] {
  return open.all().map((s) => 30 + 21 * Math.ceil(Math.max(s.source.length, s.target.length * 2) / 56));
}

/** Rows to be drawn, with the gaps between them. */
function items(first: number, last: number, active: number, n: number): number[] {
  const all = new Set<number>();
  for (let i = Math.max(first, 0); i <= Math.min(last, n - 1); i++) all.add(i);
  if (active >= 0) all.add(active);
  return [...all].sort((a, b) => a - b);
}

export function Grid({ open }: { open: OpenStory }) {
  const order = useCell(open.order);
  const activeId = useCell(open.active);
  const story = useCell(open.story);
  const scroller = useRef<HTMLDivElement>(null);
  const heights = useMemo(() => new Heights(guess(open)), [order]);
  const whole = order.length <= WHOLE;
  const active = open.index(activeId);
  const [range, setRange] = useState<[number, number]>([active - 30, active + 30]);

  const look = useCallback(() => {
    const box = scroller.current;
    if (!box || whole) return;
    const first = heights.at(box.scrollTop);
    const last = heights.at(box.scrollTop + box.clientHeight);
    setRange(([from, to]) =>
      from <= Math.max(first - 2, 0) && to >= Math.min(last + 2, heights.length - 1)
        ? [from, to]
        : [first - BEYOND, last + BEYOND],
    );
  }, [heights, whole]);

  // Heights as they are on the page.
  const observer = useMemo(() => {
    const rows = new Map<Element, number>();
    const watch = new ResizeObserver((seen) => {
      let news = false;
      for (const { target, borderBoxSize } of seen) {
        const i = rows.get(target);
        const height = borderBoxSize[0]?.blockSize ?? 0;
        if (i !== undefined && height > 0) news = heights.set(i, height) || news;
      }
      if (news) look();
    });
    return { rows, watch };
  }, [heights, look]);
  useEffect(() => () => observer.watch.disconnect(), [observer]);
  const measure = useCallback(
    (element: HTMLElement, i: number) => {
      if (whole) return () => undefined;
      observer.rows.set(element, i);
      observer.watch.observe(element);
      return () => {
        observer.rows.delete(element);
        observer.watch.unobserve(element);
      };
    },
    [observer, whole],
  );

  useEffect(() => work(open), [open]);

  // The active row to the middle, in the frame in which it is drawn.
  useLayoutEffect(() => {
    const box = scroller.current;
    const row = box?.querySelector(".seg-active");
    if (!box || !row || stays()) return;
    const [outer, inner] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
    const middle = outer.top + outer.height * 0.45;
    box.scrollTop += Math.min(inner.top - outer.top - 40, inner.top + inner.height / 2 - middle);
    look();
  }, [activeId, order]);
  useLayoutEffect(() => {
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (performance.getEntriesByName("segment-asked").length === 0) return;
        performance.clearMeasures("segment-shown");
        performance.measure("segment-shown", "segment-asked");
        performance.clearMarks("segment-asked");
      }),
    );
  }, [activeId]);

  const rows: VNode[] = [];
  let next = 0;
  const gap = (to: number) => {
    if (to > next)
      rows.push(
        <div
          key={`gap${rows.length ? next : 0}`}
          role="none"
          style={{ height: `${heights.top(to) - heights.top(next)}px` }}
        />,
      );
  };
  const [from, to] = whole ? [0, order.length - 1] : range;
  for (const i of items(from, to, active, order.length)) {
    const id = order[i]!;
    gap(i);
    rows.push(<Row key={id} open={open} id={id} index={i} active={id === activeId} measure={measure} />);
    next = i + 1;
  }
  gap(order.length);

  return (
    <>
      <Toolbar open={open} active={active} />
      <div class="grid" ref={scroller} onScroll={look} tabIndex={-1}>
        <div role="table" aria-label={_("Segments")} aria-rowcount={order.length + 1} aria-colcount={4}>
          <div role="rowgroup" class="grid-head">
            <div role="row" class="seg seg-head" aria-rowindex={1}>
              <div role="columnheader">{_("No.")}</div>
              <div role="columnheader">{languageName(story.source)}</div>
              <div role="columnheader">{languageName(story.target)}</div>
              <div role="columnheader">{_("Status")}</div>
            </div>
          </div>
          <div role="rowgroup">{rows}</div>
        </div>
      </div>
    </>
  );
}

function Toolbar({ open, active }: { open: OpenStory; active: number }) {
  const order = useCell(open.order);
  const jump = (event: Event) => {
    const number = Number((event.currentTarget as HTMLInputElement).value);
    const segment = open.at(Math.min(Math.max(number, 1), order.length) - 1);
    if (segment) activate(segment.id);
  };
  return (
    <div class="grid-tools">
      <label>
        {_("Segment")}{" "}
        <input
          class="goto"
          type="number"
          min={1}
          max={order.length}
          value={active + 1}
          onChange={jump}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || isInputMethods(event)) return;
            jump(event);
            focusField();
          }}
        />
      </label>{" "}
      {_("of %d", order.length)}
      <StoryTools open={open} />
    </div>
  );
}
