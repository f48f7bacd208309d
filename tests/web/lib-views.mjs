// What the tests of the views share: a memory with our own stories, axe, and
// whether a page fits its window.
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const source = readFileSync(path.join(top, "build/web/node_modules/axe-core/axe.min.js"), "utf8");

export const samples = (file) => path.join(top, "tm/samples", file);

/** A memory that has learnt the samples' first versions. */
export function prepare(server) {
  for (const story of ["earthquake", "rate-decision", "summit-visit"])
    server.taiyaku("-m", server.memory, "learn", "-q", samples(`${story}/1.en.txt`), samples(`${story}/1.ja.txt`));
  server.taiyaku("-m", server.memory, "learn", "-q", samples("earthquake/2.en.txt"), samples("earthquake/2.ja.txt"));
}

/** What axe finds: WCAG 2.2 AA and its own good practice. */
export async function axe(page) {
  // The protocol puts it in, not the page: the page's policy lets no script in.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((n) => `${id}: ${n.html.slice(0, 120)} ${n.any.concat(n.all)[0]?.message ?? ""}`),
  );
}

/** What sticks out of the window to the right, where nothing scrolls. */
export function fits(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    // A view may scroll down, not to the side.
    const views = [...document.querySelectorAll("main")]
      .filter((e) => e.scrollWidth > e.clientWidth + 1)
      .map((e) => `${e.tagName}.${e.className} scrolls to the side`);
    if (views.length > 0) return views;
    const scrolls = (e) => {
      for (; e && e !== document.body; e = e.parentElement)
        if (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX)) return true;
      return false;
    };
    return [...document.querySelectorAll("body *")]
      .filter((e) => e.getBoundingClientRect().right > wide + 1 && !scrolls(e.parentElement))
      .filter((e) => !e.closest(".heard") && !(e.closest("details:not([open])") && !e.closest("summary")))
      .slice(0, 5)
      .map((e) => `${e.tagName}.${e.className}`);
  });
}

/** What can be used and has no name. */
export function titles(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("button, a, summary")]
      .filter((e) => !e.textContent.trim() && !e.getAttribute("aria-label"))
      .map((e) => e.outerHTML.slice(0, 80)),
  );
}
