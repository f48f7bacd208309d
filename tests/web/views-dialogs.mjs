// Dialogs: keys given and taken, settings at work, the questions that confirming
// asks, two texts for one segment, repetitions undone.
import { readFileSync } from "node:fs";
import { axe, prepare, samples } from "./lib-views.mjs";
import { run, sleep } from "./lib.mjs";

const FUZZY = "At least 61 people were injured, nine of them seriously, local authorities said.";

await run(async (t) => {
  const page = await t.page();
  await page.goto(t.server.login);
  const text = `${readFileSync(samples("earthquake/3.en.txt"), "utf8")}\n\nNo damage was found. No damage was found. No damage was found.\n`;
  const id = await t.story(page, "quake-3.txt", text);
  const { segments } = await t.server.ask(page, "GET", `/stories/${id}/segments`);
  const open = async (segment) => {
    await page.goto(`${t.server.origin}/#/story/${id}/${segment.number}`);
    await t.until(
      async () => (await page.getAttribute("textarea.typing", "aria-label")).endsWith(` ${segment.number}`),
      `segment ${segment.number} is open`,
    );
  };
  const now = async (segment) => (await t.server.ask(page, "GET", `/segments/${segment.id}`)).segment;
  const field = page.locator("textarea.typing");

  // Keys.
  await open(segments[2]);
  await page.keyboard.press("Alt+h");
  const command = page.locator(".keys tr", { hasText: "Search the memory for the selection" });
  await command.getByRole("button", { name: /^Change/ }).click();
  await page.keyboard.press("k");
  t.ok(/types a character/.test(await command.innerText()), "a bare letter is no key");
  await page.keyboard.press("Control+Space");
  t.ok(/input method/.test(await command.innerText()), "Ctrl+Space is the input method's");
  await page.keyboard.press("Control+u");
  t.ok(/is already/.test(await command.innerText()), "a key that is taken is said to be");
  await page.keyboard.press("Alt+Shift+K");
  t.is(await command.locator("kbd").allInnerTexts(), ["Alt+Shift+K"], "a new key is given");
  await t.shot(page, "views-dialogs-keys");
  await page.keyboard.press("Escape");
  await field.focus();
  await page.keyboard.press("Alt+Shift+K");
  await t.until(() => page.evaluate(() => document.activeElement?.name === "q"), "and does what it is for");
  await page.keyboard.press("Alt+h");
  await command.getByRole("button", { name: /^Reset/ }).click();
  t.is(await command.locator("kbd").allInnerTexts(), ["Alt+K"], "and is taken back");
  await page.locator("dialog select").selectOption("memoq");
  t.is(await command.locator("kbd").first().innerText(), "Ctrl+K", "memoQ's keys");
  await page.locator("dialog select").selectOption("omegat");
  t.is(await command.locator("kbd").first().innerText(), "Ctrl+F", "OmegaT's keys");
  await page.locator("dialog select").selectOption("taiyaku");
  await page.keyboard.press("Escape");

  // A match that nobody edited.
  const fuzzy = segments.find((s) => s.source === FUZZY);
  await open(fuzzy);
  t.ok((await now(fuzzy)).score < 100, "a match that is no exact one");
  await field.press("Control+Enter");
  await page.locator("dialog", { hasText: "Confirm an unedited match?" }).waitFor();
  t.is(await axe(page), [], "axe finds nothing in the question");
  await t.shot(page, "views-dialogs-unedited");
  await page.getByRole("button", { name: "Go on editing" }).press("Enter");
  t.is((await now(fuzzy)).state, "draft", "not confirmed");
  await t.until(() => field.evaluate((f) => f === document.activeElement), "the focus is in the field again");
  await field.press("Control+Enter");
  await t.until(async () => (await now(fuzzy)).state === "confirmed", "asked once: the second time it is confirmed");

  // Repetitions, and their undo.
  const same = segments.filter((s) => s.source === "No damage was found.");
  t.is(same.length, 3, "a sentence that stands three times");
  await open(same[0]);
  await field.fill("被害は確認されていない。");
  await field.press("Control+Enter");
  await page.locator(".notice", { hasText: "2 repetitions filled in" }).waitFor();
  t.is(await page.locator("dialog").count(), 0, "the notice is no dialog");
  t.is(await axe(page), [], "axe finds nothing in the notice");
  await t.shot(page, "views-dialogs-notice");
  t.is((await now(same[1])).target, "被害は確認されていない。", "they are filled in");
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  await t.until(async () => (await now(same[1])).target === "", "and taken back");

  // Two texts.
  const both = segments[4];
  await open(both);
  await field.fill("わたしの訳文。");
  const seen = await now(both);
  await t.server.ask(page, "PUT", `/segments/${both.id}/draft`, {
    revision: seen.revision, target: "ほかの人の訳文。", key: `other-${Date.now()}`,
  });
  await page.keyboard.press("Control+s");
  await page.locator("dialog", { hasText: "Somebody else was faster" }).waitFor();
  await page.locator("dialog ins").first().waitFor();
  t.is(await page.locator("dialog .quoted").first().innerText(), "ほかの人の訳文。", "what stands there");
  t.ok(/わたし/.test(await page.locator("dialog ins").first().innerText()), "and how mine differs");
  t.is(await axe(page), [], "axe finds nothing in the choice");
  await t.shot(page, "views-dialogs-conflict");
  await page.locator("dialog textarea").fill("ふたりの訳文。");
  await page.getByRole("button", { name: "Take the text I wrote" }).click();
  await t.until(async () => (await now(both)).target === "ふたりの訳文。", "a third text is written");
  const { history } = await t.server.ask(page, "GET", `/segments/${both.id}/history`);
  t.ok(history.some((e) => e.what === "lost" && e.target === "わたしの訳文。"), "the text that lost is in the history");

  // Settings.
  await page.keyboard.press("Alt+,");
  await page.waitForSelector("dialog:modal");
  const small = await field.evaluate((f) => parseFloat(getComputedStyle(f).fontSize));
  await page.getByLabel("Size of the text").selectOption("130");
  await page.getByLabel("Show Japanese in vertical lines").check();
  await page.getByLabel("Lowest score of matches").fill("95");
  await page.getByLabel("Lowest score of matches").blur();
  await page.keyboard.press("Escape");
  t.ok((await field.evaluate((f) => parseFloat(getComputedStyle(f).fontSize))) > small * 1.2, "larger text");
  await page.locator(".preview .vertical").waitFor();
  await t.shot(page, "views-dialogs-large-vertical");
  await page.keyboard.press("Alt+,");
  await page.getByLabel("Language of the page").selectOption("ja");
  await t.until(async () => (await page.getAttribute("html", "lang")) === "ja", "the page speaks Japanese");
  t.ok(await page.locator("dialog:modal").count(), "the dialog is still open");
  await sleep(100);
  await t.shot(page, "views-dialogs-settings-ja");
  await page.keyboard.press("Escape");
  t.ok(/用例検索/.test(await page.locator(".editor-bottom").innerText()), "all of it");
  t.is(await axe(page), [], "axe finds nothing");
}, prepare);
