// The whole way by keyboard only: log in, take a story in, translate it, export it.
import { readFileSync } from "node:fs";
import { prepare } from "./lib-views.mjs";
import { run } from "./lib.mjs";

/** Tab until what has the focus is `wanted`; how many steps, or 0. */
async function tabTo(page, wanted, most = 60) {
  for (let i = 1; i <= most; i++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const e = document.activeElement;
      return `${e?.tagName} ${e?.getAttribute("aria-label") ?? ""} ${e?.textContent ?? ""} ${e?.getAttribute("type") ?? ""}`;
    });
    if (wanted.test(here)) return i;
  }
  return 0;
}

/** Whether what has the focus can be seen to have it. */
const seen = (page) =>
  page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });

await run(async (t) => {
  const page = await t.page();
  // Nothing here moves or presses the mouse.
  await page.addInitScript(() => {
    for (const name of ["mousedown", "pointerdown"])
      addEventListener(name, () => console.error("the mouse was used"), true);
  });
  await page.goto(t.server.login);
  await page.getByText("There is no story yet").waitFor();

  t.ok(await tabTo(page, /^SUMMARY.*Paste a text/), "Tab reaches the paste field");
  t.ok(await seen(page), "the focus can be seen");
  await page.keyboard.press("Enter");
  t.ok(await tabTo(page, /^TEXTAREA/), "its text");
  await page.keyboard.insertText(
    "Strong quake hits\n\nSENDAI, Nov. 6 (Minato) — At least nine people were injured, local authorities said. The tsunami advisory was lifted.",
  );
  t.ok(await tabTo(page, /^BUTTON.*Take in/), "the button");
  await page.keyboard.press("Enter");
  await t.until(
    () => page.evaluate(() => document.activeElement?.textContent === "Translate"),
    "the focus is on Translate when it is read",
  );
  await page.keyboard.press("Enter");
  await page.waitForSelector("textarea.typing");
  await t.until(() => page.evaluate(() => document.activeElement?.className === "typing"), "typing can begin");

  const { stories } = await t.server.ask(page, "GET", "/stories");
  const { segments } = await t.server.ask(page, "GET", `/stories/${stories[0].id}/segments`);
  for (const [i] of segments.entries()) {
    const text = `訳文その${["一", "二", "三", "四"][i]}。`;
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(text);
    await page.keyboard.press("Control+Enter");
    await t.until(async () => {
      const now = await t.server.ask(page, "GET", `/segments/${segments[i].id}`);
      return now.segment.state === "confirmed" && now.segment.target === text;
    }, `segment ${i + 1} is confirmed by Ctrl+Enter`);
  }
  t.ok(await tabTo(page, /Search the memory|INPUT.*search/), "Tab leaves the grid for the search");

  // The proof, and the story's file.
  await page.keyboard.press("Alt+r");
  await page.locator(".proof tbody tr").first().waitFor();
  t.ok(await tabTo(page, /^SUMMARY.*Export/), "the export menu");
  await page.keyboard.press("Enter");
  t.ok(await tabTo(page, /^BUTTON.*Text/), "its first format");
  const saved = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const text = readFileSync(await (await saved).path(), "utf8");
  t.ok(text.includes("訳文その一。") && text.includes("訳文その二。"), "the translation is in the file");

  // Back to the list, which sorts and filters without a mouse.
  t.ok(await tabTo(page, /^A.*Stories/), "the list's link");
  await page.keyboard.press("Enter");
  await page.locator(".stories tbody tr").first().waitFor();
  t.ok(await tabTo(page, /^BUTTON.*Progress/), "a heading");
  await page.keyboard.press("Enter");
  t.is(await page.locator("thead th", { hasText: "Progress" }).getAttribute("aria-sort"), "ascending", "sorts");
  t.ok(await tabTo(page, /^SELECT More for/), "what else can be done with a story");
  await page.keyboard.press("Alt+h");
  await page.waitForSelector("dialog:modal");
  t.ok((await page.locator(".keys tbody tr").count()) > 25, "Alt+H lists the keys");
  await page.keyboard.press("Escape");
  await t.until(() => page.evaluate(() => document.activeElement?.tagName === "SELECT"), "the focus returns");
}, prepare);
