// Which view is shown: it stands in location.hash, so that it can be kept.
import { Cell } from "./cell";

export type Route =
  | { view: "stories" }
  | { view: "story"; story: number; segment: number }
  | { view: "proof"; story: number }
  | { view: "vertical"; story: number }
  | { view: "memory" }
  | { view: "terms" };

/** "#/story/3/7": segment *number* 7 of story 3. */
function parse(hash: string): Route {
  const [, view, a, b] = hash.split("/");
  const story = Number(a);
  if (Number.isInteger(story) && story > 0) {
    if (view === "story") return { view, story, segment: Number(b) || 0 };
    if (view === "proof" || view === "vertical") return { view, story };
  }
  if (view === "memory" || view === "terms") return { view };
  return { view: "stories" };
}

export function href(route: Route): string {
  switch (route.view) {
    case "story":
      return `#/story/${route.story}${route.segment ? `/${route.segment}` : ""}`;
    case "proof":
    case "vertical":
      return `#/${route.view}/${route.story}`;
    default:
      return `#/${route.view}`;
  }
}

export const route = new Cell<Route>(parse(location.hash));
addEventListener("hashchange", () => route.set(parse(location.hash)));

export function go(to: Route): void {
  location.hash = href(to);
}

/** Name the active segment in the address without another entry of history. */
export function note(to: Route): void {
  history.replaceState(null, "", href(to));
}
