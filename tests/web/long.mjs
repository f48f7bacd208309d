// A story of 5,000 segments: drawn in parts, whole to the reader.
import { run } from "./lib.mjs";

const N = 5000;
const STORY = `A long story about everything\n\n${Array.from(
  { length: N - 1 },
  (_, i) => `Report ${i + 2} says ${"that it has been a long day and ".repeat(i % 6)}nothing more happened there.`,
).join("\n\n")}\n`;

/** Numbers of the rows that can be seen, and whether they leave gaps. */
const seen = (page) =>
  page.evaluate(() => {
    const box = document.querySelector(".grid").getBoundingClientRect();
    const head = document.querySelector(".grid-head").getBoundingClientRect().bottom;
    const rows = [...document.querySelectorAll(".seg:not(.seg-head)")]
      .map((row) => ({ n: Number(row.querySelector(".cell-number").textContent), r: row.getBoundingClientRect() }))
      .filter(({ r }) => r.bottom > head && r.top < box.bottom);
    return {
      numbers: rows.map(({ n }) => n),
      whole: rows.every(({ n, r }, i) => i === 0 || (n === rows[i - 1].n + 1 && Math.abs(r.top - rows[i - 1].r.bottom) < 2)),
      top: rows[0]?.r.top <= head + 2,
      bottom: rows.at(-1)?.r.bottom >= box.bottom - 2,
      drawn: document.querySelectorAll(".seg").length,
    };
  });

const settled = (page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

await run(async (t) => {
  const page = await t.page();
  await page.goto(t.server.login);
  const story = await t.story(page, "long.txt", STORY, { min: 0 });
  await t.open(page, story, 2500);
  let now = await seen(page);
  t.ok(now.drawn <= 120, "only some of the rows are drawn", now.drawn);
  t.ok(now.numbers.includes(2500) && now.whole && now.top && now.bottom, "the rows around the active one are", JSON.stringify(now));
  t.is(await page.locator("[role=table]").getAttribute("aria-rowcount"), String(N + 1), "a screen reader is told how many there are");
  t.is(await page.locator(".seg-active").getAttribute("aria-rowindex"), "2501", "and which one this is");

  // ---- the active row is kept near the middle
  const middle = () =>
    page.evaluate(() => {
      const box = document.querySelector(".grid").getBoundingClientRect();
      const row = document.querySelector(".seg-active").getBoundingClientRect();
      return (row.top + row.height / 2 - box.top) / box.height;
    });
  const places = [];
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press("Alt+ArrowDown");
    await t.at(page, 2501 + i);
    places.push(await middle());
  }
  t.ok(places.every((p) => p > 0.3 && p < 0.6), "the active row stays near the middle", places.join(" "));

  // ---- scrolling: no hole, whatever the heights
  await page.keyboard.type("まだ途中");
  for (const [how, y] of [["down a little", 900], ["up a little", -1700], ["far down", 60000], ["far up", -120000]]) {
    await page.mouse.move(300, 400);
    await page.mouse.wheel(0, y);
    await t.until(async () => {
      await settled(page);
      now = await seen(page);
      return now.whole && now.top && now.bottom && now.drawn <= 120;
    }, `no hole after scrolling ${how}`);
  }
  t.ok(!now.numbers.includes(2525), "the active row is out of sight", JSON.stringify(now.numbers));
  t.is(await page.locator("textarea.typing").inputValue(), "まだ途中", "its field is still there");
  await page.keyboard.type("です");
  t.is(await page.locator("textarea.typing").inputValue(), "まだ途中です", "and typed into");
  await page.keyboard.press("Control+Enter");
  await t.at(page, 2526);
  t.ok((await seen(page)).numbers.includes(2526), "the next one is brought into sight");

  // ---- the ends
  await page.locator(".grid").evaluate((grid) => (grid.scrollTop = grid.scrollHeight));
  await t.until(async () => {
    await settled(page);
    await page.locator(".grid").evaluate((grid) => (grid.scrollTop = grid.scrollHeight));
    return (await seen(page)).numbers.includes(N);
  }, "the end can be reached");
  await page.locator(".grid").evaluate((grid) => (grid.scrollTop = 0));
  await t.until(async () => (await seen(page)).numbers[0] === 1, "and the beginning");
  await page.keyboard.press("Alt+g");
  await page.keyboard.type("4711");
  await page.keyboard.press("Enter");
  await t.until(async () => (await seen(page)).numbers.includes(4711), "a segment can be gone to by its number");
  t.ok((await middle()) > 0.3 && (await middle()) < 0.6, "it stands in the middle");
  await t.shot(page, "long");
});
