// Going about: where the caret and the focus are after a click, a jump, a dialog,
// another view; what the window is called; rows that stay where they are.
import { readFileSync } from "node:fs";
import { axe, fits, prepare, samples } from "./lib-views.mjs";
import { run } from "./lib.mjs";

const focus = (page) => page.evaluate(() => document.activeElement.className || document.activeElement.tagName);
const row = (page, n) => page.locator(`.seg[aria-rowindex="${n + 1}"]`);
/** Where text begins in a row's translation, typed into or not. */
const textAt = (page, n) =>
  row(page, n).locator(".cell-target").evaluate((cell) => {
    const field = cell.querySelector("textarea");
    if (!field) {
      const words = document.createRange();
      words.selectNodeContents(cell);
      const { left, top } = words.getClientRects()[0];
      return [Math.round(left), Math.round(top)];
    }
    const [box, style] = [field.getBoundingClientRect(), getComputedStyle(field)];
    // What a line is higher than its letters is above and below them.
    const words = document.createElement("span");
    words.textContent = "訳";
    cell.append(words);
    const inner = words.getClientRects()[0].height;
    words.remove();
    const half = (parseFloat(style.lineHeight) - inner) / 2;
    return [
      Math.round(box.left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth)),
      Math.round(box.top + parseFloat(style.paddingTop) + parseFloat(style.borderTopWidth) + half),
    ];
  });

await run(async (t) => {
  const page = await t.page();
  await page.goto(t.server.login);
  const story = await t.story(page, "quake-3.txt", readFileSync(samples("earthquake/3.en.txt"), "utf8"));
  await t.open(page, story, 7);
  await page.waitForTimeout(200);

  // ---- a click puts the caret where it was made, and nothing moves
  const before = await textAt(page, 8);
  const cell = row(page, 8).locator(".cell-target");
  const { text, x, y } = await cell.evaluate((e) => {
    const at = document.createRange();
    at.setStart(e.firstChild, 7);
    at.setEnd(e.firstChild, 8);
    const [box, outer] = [at.getBoundingClientRect(), e.getBoundingClientRect()];
    return { text: e.textContent, x: box.left + 1 - outer.left, y: box.top + box.height / 2 - outer.top };
  });
  await cell.click({ position: { x, y } });
  await t.at(page, 8);
  t.is(
    await page.locator("textarea.typing").evaluate((f) => [f.value, f.selectionStart, f.selectionEnd]), [text, 7, 7],
    "a click puts the caret where it was made",
  );
  const after = await textAt(page, 8);
  t.is(after[0], before[0], "the text does not move to the side");
  await page.keyboard.press("Alt+ArrowDown");
  await t.at(page, 9);
  t.is(
    await page.locator("textarea.typing").evaluate((f) => f.selectionStart === f.value.length && f.selectionStart > 0), true,
    "keys put it at the end",
  );
  const [, low] = await textAt(page, 9);
  const [, high] = await row(page, 9).locator(".cell-source").evaluate((e) => [0, e.getBoundingClientRect().top]);
  t.ok(low - high < 12, "the text stands at the top of its row", `${low} ${high}`);
  t.is(
    await page.locator("textarea.typing").evaluate((f) =>
      document.getElementById(f.getAttribute("aria-describedby")).classList.contains("cell-source")),
    true, "the field is described by the text it translates",
  );

  // ---- a jump, a dialog, a search: back to typing
  await page.keyboard.press("Alt+g");
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  await t.at(page, 4);
  t.ok(true, "Enter after a number goes to the segment's field");
  await page.keyboard.press("Alt+g");
  await page.keyboard.press("Enter");
  t.is(await focus(page), "typing", "and when it is the same segment");
  await row(page, 4).locator(".cell-source").dblclick({ position: { x: 60, y: 14 } });
  await page.keyboard.press("Control+Shift+G");
  await page.waitForSelector("dialog:modal");
  await page.keyboard.press("Escape");
  await t.until(async () => (await focus(page)) === "typing", "the dialog of a term goes back to the field");
  await page.keyboard.press("Alt+k");
  await t.until(async () => (await focus(page)) === "INPUT", "Alt+K goes to the concordance");
  await page.keyboard.press("Escape");
  await t.until(async () => (await focus(page)) === "typing", "Escape comes back from it");
  t.ok(
    (await page.locator(".editor-bottom").evaluate((e) => e.offsetHeight)) < 64,
    "the concordance is one line while it has found nothing",
  );

  // ---- splitting by keys alone
  const n = (await t.segments(page, story)).length;
  await page.keyboard.press("Alt+Shift+s");
  await page.waitForSelector("dialog:modal textarea");
  t.ok(await page.locator("dialog button.main").isDisabled(), "nothing to split at the beginning");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
  t.is(await page.locator("dialog .quoted").first().textContent(), "The ", "arrows go to the place");
  await page.keyboard.type("x");
  await page.keyboard.press("Delete");
  t.is(
    await page.locator("dialog textarea").inputValue(), await row(page, 4).locator(".cell-source").innerText(),
    "what is typed there changes nothing",
  );
  await page.keyboard.press("Enter");
  await t.until(async () => (await t.segments(page, story)).length === n + 1, "and Enter splits there");

  // ---- views
  t.is(await page.title(), "Quake with lower 6 intensity kills 1, injures 61 in northeastern Japan – Taiyaku", "the window is called as the story");
  await page.locator("textarea.typing").focus();
  await page.keyboard.press("Alt+r");
  await page.waitForSelector(".proof");
  await t.until(async () => (await focus(page)) === "view", "another view takes the focus");
  await page.keyboard.press("Alt+l");
  await page.waitForSelector(".stories");
  await t.until(async () => (await page.title()) === "Stories – Taiyaku", "and gives the window its name");
  await t.until(async () => (await focus(page)) === "view", "from view to view");

  // ---- a long list on a small screen
  await t.story(page, "長い見出しの記事.txt", readFileSync(samples("earthquake/2.ja.txt"), "utf8"));
  const killed = await t.story(page, "killed.txt", "Bank cuts rate\n\nThe bank cut its rate.");
  const { revision } = (await t.server.ask(page, "GET", `/stories/${killed}`)).story;
  await t.server.ask(page, "PATCH", `/stories/${killed}`, { revision, status: "killed" });
  for (const lang of ["en", "ja"]) {
    const context = await t.context({ lang, width: 1024, height: 768 });
    await context.addCookies((await page.context().storageState()).cookies);
    const small = await t.page({ context });
    await small.goto(`${t.server.origin}/#/stories`);
    await small.waitForSelector(".stories .killed");
    await t.shot(small, `moving-stories-${lang}`);
    t.is(await fits(small), [], `${lang}: the list of stories fits 1024 px`);
    t.is(await axe(small), [], `${lang}: axe finds nothing`);
    await context.close();
  }
}, prepare);
