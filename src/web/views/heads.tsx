// Tables that are sorted by their columns' headings.
import { _, language } from "../i18n";

export interface Column<T> {
  name: string;
  title: () => string;
  value: (item: T) => string | number;
  /** Left out where there is little room. */
  wide?: boolean;
}

export interface Order {
  by: string;
  down: boolean;
}

export function ordered<T>(items: T[], columns: Column<T>[], order: Order): T[] {
  const column = columns.find((one) => one.name === order.by);
  if (!column) return items;
  const words = new Intl.Collator(language.get(), { numeric: true });
  const sign = order.down ? -1 : 1;
  return [...items].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    const by =
      typeof x === "number" && typeof y === "number" ? x - y : words.compare(String(x), String(y));
    return sign * by;
  });
}

export function Heads<T>(props: {
  columns: Column<T>[];
  order: Order;
  set: (order: Order) => void;
  actions?: boolean;
}) {
  const { order } = props;
  return (
    <thead>
      <tr>
        {props.columns.map(({ name, title, wide }) => {
          const sorted = order.by === name;
          return (
            <th
              key={name}
              scope="col"
              class={wide ? "wide" : ""}
              aria-sort={sorted ? (order.down ? "descending" : "ascending") : "none"}
            >
              <button
                class="plain"
                onClick={() => props.set({ by: name, down: sorted && !order.down })}
              >
                {title()}
                <span aria-hidden="true">{sorted ? (order.down ? "▼" : "▲") : "↕"}</span>
              </button>
            </th>
          );
        })}
        {props.actions && (
          <th scope="col">
            <span class="heard">{_("Actions")}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
