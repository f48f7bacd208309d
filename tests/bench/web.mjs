// Figures of the page, in a browser: its weight, first paint, from key to paint
// of the next segment, scrolling through 5,000 segments.
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { run } from "../web/lib.mjs";

const page_ = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../build/web/page");
const NEWS = path.resolve(page_, "../../../tm/samples/earthquake/3.en.txt");
const N = 5000;
const STORY = `A long story about everything\n\n${Array.from(
  { length: N - 1 },
  (_, i) => `Report ${i + 2} says ${"that it has been a long day and ".repeat(i % 6)}nothing more happened there.`,
).join("\n\n")}\n`;

const at = (list, p) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))];
const say = (what, figure) => console.log(`${what.padEnd(52)} ${figure}`);
const ms = (list) => `p50 ${at(list, 0.5).toFixed(1)} ms, p99 ${at(list, 0.99).toFixed(1)} ms`;

function weight(lang) {
  const files = ["index.html", "app.js", "app.css", "favicon.svg"];
  if (lang !== "en") files.push(`messages/${lang}.json`);
  return files.reduce((n, f) => n + gzipSync(fs.readFileSync(path.join(page_, f)), { level: 9 }).length, 0);
}

/** From the keydown to the frame in which another row is active, n times. */
async function keyToPaint(page, key, n, first = () => undefined) {
  await page.evaluate(() => {
    window.times = [];
    let asked = 0;
    addEventListener("keydown", (event) => (asked = event.timeStamp), true);
    document.querySelector(".grid").addEventListener("focusin", () => {
      const since = asked;
      // After the frame that draws it: a task of its own.
      requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - since)));
    });
  });
  for (let i = 0; i < n; i++) {
    await first();
    const before = await page.evaluate(() => window.times.length);
    await page.keyboard.press(key);
    await page.waitForFunction((k) => window.times.length > k, before);
    await page.waitForTimeout(60);
  }
  return page.evaluate(() => window.times);
}

/** From the keydown to the last change of the side pane, n times. */
async function keyToPanes(page, key, n) {
  await page.evaluate(() => {
    window.panes = [];
    let asked = 0;
    let last = 0;
    new MutationObserver(() => (last = performance.now())).observe(
      document.querySelector(".editor-side"), { childList: true, subtree: true, characterData: true },
    );
    addEventListener("keydown", (event) => (asked = event.timeStamp), true);
    window.paned = () => {
      if (last > asked) window.panes.push(last - asked);
      last = 0;
    };
  });
  for (let i = 0; i < n; i++) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
    await page.evaluate(() => window.paned());
  }
  return page.evaluate(() => window.panes);
}

/** Time between frames while the grid scrolls 40 px a frame. */
async function frames(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const grid = document.querySelector(".grid");
        const times = [];
        let last = 0;
        const step = (now) => {
          if (last) times.push(now - last);
          last = now;
          grid.scrollTop += 40;
          if (times.length < 300) requestAnimationFrame(step);
          else resolve(times);
        };
        requestAnimationFrame(step);
      }),
  );
}

await run(async (t) => {
  say("page weight, compressed (English)", `${(weight("en") / 1024).toFixed(1)} KB`);
  say("page weight, compressed (Japanese)", `${(weight("ja") / 1024).toFixed(1)} KB`);
  const page = await t.page();
  await page.goto(t.server.login);
  const small = await t.story(page, "short.txt", STORY.split("\n\n").slice(0, 40).join("\n\n"), { min: 0 });
  const long = await t.story(page, "long.txt", STORY, { min: 0 });
  for (const [name, story] of [["40", small], ["5,000", long]]) {
    const paints = [];
    for (let i = 0; i < 5; i++) {
      const fresh = await t.page({ context: page.context() });
      await fresh.goto(`${t.server.origin}/#/story/${story}/20`);
      await fresh.locator("textarea.typing").waitFor();
      paints.push(
        await fresh.evaluate(() => ({
          first: performance.getEntriesByName("first-contentful-paint")[0].startTime,
          field: performance.now(),
        })),
      );
      await fresh.close();
    }
    say(`first paint, a story of ${name} segments`, `p50 ${at(paints.map((p) => p.first), 0.5).toFixed(0)} ms`);
    say(`field ready, a story of ${name} segments`, `p50 ${at(paints.map((p) => p.field), 0.5).toFixed(0)} ms`);
  }
  await t.open(page, long, 2500);
  await page.waitForTimeout(500);
  say("key to paint of the next segment (Alt+Down)", ms(await keyToPaint(page, "Alt+ArrowDown", 60)));
  const news = await t.story(page, "news.txt", fs.readFileSync(NEWS, "utf8"), { min: 0 });
  await t.open(page, news, 1);
  await page.waitForTimeout(500);
  say("key to matches and checks of the next segment", ms(await keyToPanes(page, "Alt+ArrowDown", 20)));
  await t.open(page, small, 1);
  await page.evaluate(() => localStorage.setItem("taiyaku.settings", '{"repeat":false}'));
  const type = () => page.keyboard.type("訳文");
  say("key to paint after confirming (Ctrl+Enter)", ms(await keyToPaint(page, "Control+Enter", 35, type)));
  await t.open(page, long, 100);
  const times = await frames(page);
  say("frames while scrolling 5,000 segments", `${(1000 / at(times, 0.5)).toFixed(0)}/s, p99 ${at(times, 0.99).toFixed(1)} ms`);
});
