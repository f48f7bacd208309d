// Japanese typing: while text is composed every key is the input method's, and
// nothing touches the field.
import { InputMethod, run, sleep } from "./lib.mjs";

const STORY = `Governor meets the press

The governor met the press on Tuesday. He said nothing new. He left early.
`;

const value = (page) => page.locator("textarea.typing").inputValue();
const state = async (t, page, story, n) => (await t.segments(page, story))[n - 1];

/** What the page did while text was composed: requests that write, redraws of rows. */
function watchWrites(page) {
  const seen = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") seen.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return seen;
}

await run(async (t) => {
  const page = await t.page({ lang: "ja" });
  await page.goto(t.server.login);
  const story = await t.story(page, "governor.txt", STORY, { min: 0 });
  const im = await InputMethod.on(page);
  await t.open(page, story, 2);

  // ---- a composition, committed by Enter
  const writes = watchWrites(page);
  await im.compose("ち");
  await im.compose("ちじ");
  t.is(await value(page), "ちじ", "what is composed stands in the field");
  await page.evaluate(() => {
    window.drawn = 0;
    window.observer = new MutationObserver((all) => (window.drawn += all.length));
    window.observer.observe(document.querySelector(".app"), { childList: true, subtree: true, attributes: true, characterData: true });
  });
  await im.compose("知事");
  await sleep(1500);
  t.is(writes, [], "nothing is sent while text is composed, however long");
  t.is(await page.evaluate(() => window.drawn), 0, "nothing is drawn anew");
  t.is(await page.evaluate(() => Object.keys(localStorage).filter((k) => /kept/.test(k)).length), 1, "but it is kept");
  await t.shot(page, "composing");
  await im.commit("知事");
  t.is(await value(page), "知事", "Enter ends the composition");
  t.is(await page.locator(".seg-active .cell-number").innerText(), "2", "and confirms no segment");
  t.ok(!(await value(page)).includes("\n"), "nor breaks the line");
  await t.until(async () => (await state(t, page, story, 2)).target === "知事", "it is saved afterwards");
  t.is((await state(t, page, story, 2)).state, "draft", "as a draft");

  // ---- our keys are not ours meanwhile
  await im.compose("は");
  const dispatched = await page.evaluate(() => {
    const field = document.querySelector("textarea.typing");
    const key = (init) => field.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
    return [
      key({ key: "Enter", code: "Enter", ctrlKey: true, isComposing: true }),
      key({ key: "ArrowDown", code: "ArrowDown", altKey: true, isComposing: true }),
      key({ key: "1", code: "Digit1", ctrlKey: true, isComposing: true }),
    ];
  });
  t.is(dispatched, [true, true, true], "no key is taken while isComposing");
  t.is(await page.locator(".seg-active .cell-number").innerText(), "2", "the segment stays");
  await im.commit("は");

  // ---- the keydown before compositionstart has keyCode 229 and no isComposing
  const first = await page.evaluate(() => {
    const field = document.querySelector("textarea.typing");
    const event = new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, keyCode: 229, bubbles: true, cancelable: true });
    return field.dispatchEvent(event);
  });
  t.ok(first, "a key with keyCode 229 is not ours");

  // ---- Safari: compositionend, then the keydown of Enter, in one task
  const after = await page.evaluate(() => {
    const field = document.querySelector("textarea.typing");
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "記者" }));
    return field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
  });
  t.ok(after, "nor the one that comes right after compositionend");
  t.is((await state(t, page, story, 2)).state, "draft", "nothing was confirmed by any of them");

  // ---- somebody else's change waits for the end of a composition
  await page.keyboard.press("Control+s");
  await t.until(async () => (await state(t, page, story, 2)).target === "知事は", "Ctrl+S saves at once");
  await t.open(page, story, 3);
  await im.compose("か");
  const seen = await state(t, page, story, 3);
  await t.server.ask(page, "PUT", `/segments/${seen.id}/draft`, { revision: seen.revision, target: "彼は何も新しいことを言わなかった。", key: "other-1" });
  await sleep(600);
  t.is(await value(page), "か", "a change from elsewhere does not touch what is composed");
  await im.compose("");
  await im.commit("");
  await t.until(async () => (await value(page)) === "彼は何も新しいことを言わなかった。", "it comes when the composition was given up");

  await im.compose("彼");
  const again = await state(t, page, story, 3);
  await t.server.ask(page, "PUT", `/segments/${again.id}/draft`, { revision: again.revision, target: "別の人の訳。", key: "other-2" });
  await sleep(400);
  await im.commit("彼は");
  await page.waitForSelector("dialog[open]", { timeout: 5000 });
  t.ok(true, "and what was typed meanwhile is a conflict, which is asked about");
  await t.shot(page, "conflict-ja");
  await page.locator("dialog button.main").click();
  await t.until(async () => /彼は/.test((await state(t, page, story, 3)).target), "the user's choice is stored");
  const { history } = await t.server.ask(page, "GET", `/segments/${again.id}/history`);
  t.ok(history.some((e) => e.target === "別の人の訳。"), "the other text is in the history");

  // ---- the search box
  await page.locator("input[name=q]").focus();
  const asked = [];
  page.on("request", (request) => /\/search/.test(request.url()) && asked.push(request.url()));
  await im.compose("きしゃ");
  await im.commit("記者");
  await sleep(300);
  t.is(asked, [], "Enter that ends a composition does not search");
  await page.keyboard.press("Enter");
  await t.until(() => asked.length === 1, "the next Enter does");

  // ---- and then a real Ctrl+Enter
  await t.open(page, story, 2);
  await page.keyboard.press("Control+Enter");
  await t.at(page, 3);
  await t.until(async () => (await state(t, page, story, 2)).state === "confirmed", "Ctrl+Enter confirms when nothing is composed");
});
