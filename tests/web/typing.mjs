// Typing and confirming: keys, matches as one step of undo, repetitions, codes.
import { run } from "./lib.mjs";

const STORY = `Quake with lower 6 intensity hits northeastern Japan, 23 injured

SENDAI, Nov. 5 (Minato) — A woman fell down the stairs at her home. The office is closed.

The office is closed. At least 61 people were injured, nine of them seriously, local authorities said.

The office is closed. Nobody was hurt.
`;

const XLIFF = `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="a.txt" source-language="en" target-language="ja" datatype="plaintext"><body>
<trans-unit id="1"><source>Save it <g id="1">here</g><x id="2"/> or lose it.</source></trans-unit>
<trans-unit id="2"><source>No codes at all.</source></trans-unit>
</body></file></xliff>`;

const value = (page) => page.locator("textarea.typing").inputValue();
const kept = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith("taiyaku.kept.")).length);

await run(async (t) => {
  const page = await t.page();
  await page.goto(t.server.login);
  const story = await t.story(page, "typing.txt", STORY, { min: 75 });
  await t.open(page, story, 2);
  const source = await page.locator(".seg-active .cell-source").innerText();
  t.ok(/A woman fell/.test(source), "the address names the segment", source);

  // ---- typing and saving
  await page.keyboard.type("女性が自宅の階段から落ちた。");
  t.is(await kept(page), 1, "what is typed is kept at once");
  await t.until(async () => (await t.segments(page, story))[1].target === "女性が自宅の階段から落ちた。", "and saved when the keys rest");
  await t.until(async () => (await kept(page)) === 0, "then nothing of it stays in the browser");
  let [, second] = await t.segments(page, story);
  t.is([second.state, second.from], ["draft", "typed"], "as a draft that was typed");
  await page.keyboard.press("Enter");
  t.is((await value(page)).includes("\n"), true, "Enter alone is a line break");
  await page.keyboard.press("Backspace");

  // ---- confirm and next
  await page.keyboard.press("Control+Enter");
  await t.at(page, 3);
  await t.until(async () => (await t.segments(page, story))[1].state === "confirmed", "Ctrl+Enter confirms");
  await t.until(async () => /Confirmed/.test(await page.locator(".seg").nth(2).innerText()), "the row says so");
  await page.keyboard.press("Alt+ArrowUp");
  await t.at(page, 2);
  t.is(await value(page), "女性が自宅の階段から落ちた。", "Alt+Up goes back, to what was typed");
  await page.keyboard.press("Alt+ArrowDown");
  await t.at(page, 3);

  // ---- repetitions
  await page.keyboard.type("事務所は閉まっている。");
  await page.keyboard.press("Control+Enter");
  await t.at(page, 4);
  await t.until(
    async () => (await t.segments(page, story)).filter((s) => s.from === "repetition").length === 2,
    "repetitions are filled in",
  );
  await t.until(async () => /2 repetitions/.test(await page.locator(".notice").innerText()), "and that is said");
  await t.shot(page, "repetitions");
  await page.keyboard.press("Alt+z");
  await t.until(
    async () => (await t.segments(page, story)).every((s) => s.from !== "repetition"),
    "Alt+Z takes them back",
  );
  const third = (await t.segments(page, story))[2];
  t.is([third.state, third.target], ["confirmed", "事務所は閉まっている。"], "and only them");

  // ---- a match is one step of undo
  await t.open(page, story, 5);
  await t.until(async () => (await page.locator(".match").count()) > 0, "matches are shown");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("下書き");
  await page.keyboard.press("Control+1");
  const match = await value(page);
  t.ok(match !== "下書き" && match.includes("61人"), "Ctrl+1 inserts the match with its values", match);
  await page.keyboard.press("Control+z");
  t.is(await value(page), "下書き", "one step of the browser's undo takes it back");
  await page.keyboard.press("Control+y");
  t.is(await value(page), match, "and one brings it again");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Alt+1");
  t.is(await value(page), match, "Alt+1 does the same");
  await t.until(async () => (await t.segments(page, story))[4].from === "match", "the server knows where it is from");

  // ---- an unedited match is asked about, once
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("dialog[open]");
  t.ok(true, "an unedited match is asked about");
  await t.shot(page, "unedited");
  await page.keyboard.press("Escape");
  await t.at(page, 5);
  t.is((await t.segments(page, story))[4].state, "draft", "Escape goes back to it");
  await page.keyboard.press("Control+Enter");
  await t.at(page, 6);
  await t.until(async () => (await t.segments(page, story))[4].state === "confirmed", "the second time it is meant");

  await page.keyboard.press("Alt+ArrowUp");
  await t.at(page, 5);
  await page.keyboard.type("（地元当局）");
  await page.keyboard.press("Control+s");
  await t.until(async () => (await t.segments(page, story))[4].edited, "a match that is typed into is an edited one");
  await page.keyboard.press("Control+Enter");
  await t.at(page, 6);
  await t.until(async () => (await t.segments(page, story))[4].state === "confirmed", "and confirmed without a question");
  t.ok((await t.segments(page, story))[4].edited, "it stays one");

  // ---- untranslated ones
  await t.open(page, story, 2);
  await page.keyboard.press("Control+u");
  await t.at(page, 4);
  await page.keyboard.type("事務所は閉まっている。");
  await page.keyboard.press("Control+Shift+Enter");
  await t.at(page, 7);
  t.ok(true, "Ctrl+U and Ctrl+Shift+Enter go to what is untranslated");
  await t.until(async () => (await t.segments(page, story))[5].from === "repetition", "past what is filled in");

  // ---- keys that are nobody's
  const before = await value(page);
  for (const key of ["Control+ArrowRight", "Shift+ArrowLeft", "F7", "F10", "Control+Space"])
    await page.keyboard.press(key);
  await page.keyboard.press("Escape");
  await page.locator("textarea.typing").focus();
  await t.at(page, 7);
  t.is(await value(page), before, "keys of the system and of input methods do nothing here");

  // ---- source, lock, reopen
  await page.keyboard.press("Control+Insert");
  t.is(await value(page), "Nobody was hurt.", "Ctrl+Insert copies the source");
  await page.keyboard.press("Alt+Shift+l");
  await t.until(async () => (await t.segments(page, story))[6].locked, "a segment can be locked");
  await t.until(() => page.locator("textarea.typing").evaluate((f) => f.readOnly), "then its field is not typed into");
  await page.keyboard.press("Control+1");
  t.is(await value(page), "Nobody was hurt.", "nor filled");
  await page.keyboard.press("Alt+Shift+l");
  await t.until(async () => !(await t.segments(page, story))[6].locked, "and unlocked");
  await t.open(page, story, 2);
  await page.keyboard.press("Alt+Shift+o");
  await t.until(async () => (await t.segments(page, story))[1].state === "draft", "a confirmation can be taken back");

  // ---- split and join
  const n = (await t.segments(page, story)).length;
  await t.open(page, story, 6);
  await page.keyboard.press("Alt+Shift+j");
  await t.until(async () => (await t.segments(page, story)).length === n - 1, "two segments are joined");
  await t.until(
    async () => (await page.locator(".seg-active .cell-source").innerText()) === "The office is closed. Nobody was hurt.",
    "and shown as one",
  );
  await page.locator("textarea.typing").focus();
  await page.keyboard.press("Alt+Shift+s");
  await page.waitForSelector("dialog[open] textarea");
  await page.locator("dialog textarea").evaluate((f) => {
    f.focus();
    f.setSelectionRange(21, 21);
    f.dispatchEvent(new Event("select", { bubbles: true }));
  });
  await page.keyboard.press("Tab");
  await page.locator("dialog button.main").click();
  await t.until(async () => (await t.segments(page, story)).length === n, "and split again");

  // ---- presets
  await page.evaluate(() => localStorage.setItem("taiyaku.settings", JSON.stringify({ preset: "memoq" })));
  await page.reload();
  await t.open(page, story, 1);
  await page.keyboard.press("Control+Shift+s");
  t.is(await value(page), (await t.segments(page, story))[0].source, "memoQ's Ctrl+Shift+S copies the source");
  await page.evaluate(() => localStorage.setItem("taiyaku.settings", JSON.stringify({ preset: "omegat" })));
  await t.until(async () => (await kept(page)) === 0, "all is saved");
  await page.reload();
  await t.open(page, story, 3);
  await page.keyboard.press("Control+p");
  await t.at(page, 2);
  t.ok(true, "OmegaT's Ctrl+P goes back");

  // ---- codes
  const xliff = await t.file(page, "codes.xlf", XLIFF);
  await t.open(page, xliff, 1);
  t.is(
    await page.locator(".seg-active .mark-code").allInnerTexts(), ["<1>", "</1>", "<2/>"],
    "inline codes of the source are shown",
  );
  await page.keyboard.type("保存は");
  await page.keyboard.press("Alt+t");
  await page.keyboard.type("ここ");
  await page.keyboard.press("Alt+t");
  t.is(await value(page), "保存は<1>ここ</1>", "Alt+T inserts them one by one");
  t.is(await page.locator(".chip-missing").allInnerTexts(), ["<2/>"], "the one that is missing is marked");
  await page.locator(".chip-missing").click();
  await page.keyboard.type("\u3000\u200b");
  t.is(await value(page), "保存は<1>ここ</1><2/>\u3000\u200b", "a click inserts it at the caret");
  t.is(await page.locator(".unseen-char").allInnerTexts(), ["□", "ZWSP"], "characters nobody sees are named");
  await page.keyboard.type("  ");
  await page.keyboard.press("Control+s");
  await page.keyboard.press("Alt+ArrowDown");
  await t.at(page, 2);
  t.is(
    await page.locator(".seg").nth(1).locator(".cell-target .mark-hidden").evaluateAll((all) => all.map((e) => e.dataset.sign)),
    ["□", "ZWSP", "·", "·"],
    "and shown where they stand when the row is left",
  );
  await t.shot(page, "codes");
});
