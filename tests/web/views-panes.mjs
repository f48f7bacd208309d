// The panes beside and under the grid: what a match says of itself, terms, checks
// and their fixes, history, the concordance.
import { readFileSync } from "node:fs";
import { axe, prepare, samples } from "./lib-views.mjs";
import { InputMethod, run } from "./lib.mjs";

const CARRIED = "At least 61 people were injured, nine of them seriously, local authorities said.";

await run(async (t) => {
  const page = await t.page();
  await page.goto(t.server.login);
  await t.server.ask(page, "POST", "/terms", { source: "injured", target: "けが", note: "負傷は見出しだけ" });
  const id = await t.story(page, "quake-3.txt", readFileSync(samples("earthquake/3.en.txt"), "utf8"), { min: 0 });
  const { segments } = await t.server.ask(page, "GET", `/stories/${id}/segments`);
  const segment = segments.find((s) => s.source === CARRIED);
  await page.goto(`${t.server.origin}/#/story/${id}/${segment.number}`);
  const field = page.locator("textarea.typing");
  const match = page.locator(".match").first();
  await match.waitFor();

  // A match.
  t.is(await match.locator(".score").textContent(), "Score 98", "the score");
  t.ok(/other values only.*aligned by machine −1/.test(await match.locator(".reasons").innerText()), "its reasons");
  t.is(await match.locator("del").allTextContents(), ["removed: 23; ", "removed: three; "], "what went, said in words");
  t.is(await match.locator("ins").count(), 2, "what came");
  t.is(
    await match.locator("del").first().evaluate((e) => getComputedStyle(e).textDecorationLine),
    "line-through",
    "and in shapes",
  );
  t.is(await match.locator("mark.value").allInnerTexts(), ["61人", "9人"], "values carried over");
  t.is(await match.locator(".was").allInnerTexts(), ["23人", "3人"], "and what they were");
  t.is(await match.locator(".match-target").getAttribute("lang"), "ja", "quoted text says its language");
  t.ok(/injures|injured/.test(await match.locator(".origin cite").innerText()), "the story it is from");
  t.ok((await match.locator(".origin time").getAttribute("datetime")).startsWith("20"), "and when it was stored");
  const other = page.locator(".match").nth(1);
  t.ok(/Value not carried over/.test(await other.innerText()), "a value that was not carried over is told");

  await match.locator("button.insert").click();
  t.is(await field.inputValue(), "地元当局によると、少なくとも61人がけがをし、うち9人が重傷。", "inserted by click, with the new values");
  await field.press("Control+z");
  t.is(await field.inputValue(), "", "one step back");
  await field.press("Control+1");
  t.ok((await field.inputValue()).includes("61人"), "inserted by key");

  // Terms.
  const term = page.locator(".pane.terms li").first();
  t.ok(/injured/.test(await term.innerText()) && /負傷は見出しだけ/.test(await term.innerText()), "a term with its note");
  await field.fill("");
  await term.locator("button").first().click();
  t.is(await field.inputValue(), "けが", "its translation is inserted by click");

  // Checks.
  await field.fill("地元当局によると、、少なくとも61人がけがをし、うち9人が重傷。");
  await page.keyboard.press("Control+s");
  await t.until(async () => /、、/.test(await page.locator(".pane.checks").innerText()), "the checks tell of what was saved");
  t.is(await page.locator(".issue .shape").first().getAttribute("aria-hidden"), "true", "a shape for each, and a word");
  t.ok(/Warning|Error|Hint/.test(await page.locator(".issue strong").first().innerText()), "the word");
  await page.locator(".issue", { hasText: "、、" }).getByRole("button", { name: /^Show/ }).click();
  t.is(
    await field.evaluate((f) => f.value.slice(f.selectionStart, f.selectionEnd)),
    "、、",
    "Show selects the place",
  );
  await page.keyboard.press("Alt+x");
  t.is(await field.inputValue(), "地元当局によると、少なくとも61人がけがをし、うち9人が重傷。", "one key mends it");
  await t.until(async () => (await page.locator(".issue", { hasText: "、、" }).count()) === 0, "and it is gone");

  // History.
  await page.locator("details.pane summary").click();
  await page.locator(".history li").first().waitFor();
  t.ok((await page.locator(".history del, .history ins").count()) > 0, "history shows differences");
  const before = page.locator(".history li", { hasText: "Put back" }).first();
  const old = await before.locator("button .heard").innerText();
  await before.getByRole("button").click();
  t.is(await field.inputValue(), old.trim(), "an earlier text is put back");
  const now = (await t.server.ask(page, "GET", `/segments/${segment.id}`)).segment;
  const reply = await t.server.ask(page, "PUT", `/segments/${segment.id}/draft`, {
    revision: now.revision - 1, target: "負けた訳文", key: "lost-1",
  });
  t.is(reply.error?.code, "conflict", "a write too late is refused");
  await page.keyboard.press("Control+s");
  await t.until(async () => (await page.locator(".history li.lost").count()) > 0, "what lost is in the history");
  await page.locator(".history li.lost").getByRole("button", { name: /Put back/ }).click();
  t.is(await field.inputValue(), "負けた訳文", "and can be put back");
  t.is(await axe(page), [], "axe finds nothing");
  await t.shot(page, "views-panes-full");

  // The concordance.
  await field.fill("津波注意報");
  await field.selectText();
  await field.press("Alt+k");
  const search = page.locator('input[name="q"]');
  await t.until(() => search.evaluate((i) => i === document.activeElement), "Alt+K goes to the search");
  await page.locator(".hits tbody tr").first().waitFor();
  t.is(await page.locator(".hits mark.hit").first().innerText(), "津波注意報", "what was selected is found and marked");
  t.is(await page.locator(".hits tbody td").first().getAttribute("lang"), "ja", "in its language");
  await t.shot(page, "views-panes-concordance");
  await field.fill("");
  await page.locator(".hits tbody tr").first().getByRole("button", { name: /^Insert/ }).click();
  t.ok((await field.inputValue()).includes("津波注意報"), "what was found is inserted");

  await search.fill("the");
  await search.press("Enter");
  await page.getByRole("button", { name: "Older" }).waitFor();
  const first = await page.locator(".hits tbody td").first().innerText();
  await page.getByRole("button", { name: "Older" }).click();
  await page.getByRole("button", { name: "Newer" }).waitFor();
  t.ok((await page.locator(".hits tbody td").first().innerText()) !== first, "older places are a page on");
  await page.locator('select[name="lang"]').selectOption("ja");
  await search.press("Enter");
  await t.until(async () => /Nothing found/.test(await page.locator(".editor-bottom").innerText()), "in one language only");
  await page.locator('select[name="lang"]').selectOption("");
  await page.locator(".filters summary").click();
  await page.locator('input[name="other"]').fill("同社");
  await search.fill("aboard");
  await search.press("Enter");
  await page.locator(".hits tbody tr").first().waitFor();
  t.ok((await page.locator(".hits mark.hit").allInnerTexts()).includes("同社"), "with a word on the other side");
  await page.locator('input[name="since"]').fill("2090-01-01");
  await search.press("Enter");
  await t.until(async () => /Nothing found/.test(await page.locator(".editor-bottom").innerText()), "since a day to come");
  await page.locator('input[name="since"]').fill("");

  // Typing Japanese into the search.
  await page.locator('input[name="other"]').fill("");
  await search.fill("");
  await search.focus();
  const method = await InputMethod.on(page);
  const asked = [];
  page.on("request", (r) => r.url().includes("/search") && asked.push(r.url()));
  await method.compose("ていでん");
  await method.compose("停電");
  await method.commit("停電");
  await page.waitForTimeout(200);
  t.is(await search.inputValue(), "停電", "composed in the search");
  t.is(asked.length, 0, "Enter that ends a composition does not search");
  await search.press("Enter");
  await t.until(async () => asked.length === 1, "the next one does");

  // A new term from what is selected.
  await field.fill("東北沿岸の津波注意報");
  await field.evaluate((f) => f.setSelectionRange(5, 7));
  await page.keyboard.press("Control+Shift+G");
  await page.waitForSelector("dialog:modal");
  t.is(await page.locator("dialog input").nth(1).inputValue(), "津波", "a term is prefilled from the selection");
  await page.locator("dialog input").first().fill("tsunami");
  t.is(await axe(page), [], "axe finds nothing in the dialog");
  await page.keyboard.press("Enter");
  await t.until(async () => (await page.locator("dialog").count()) === 0, "Enter adds it");
  await t.until(() => field.evaluate((f) => f === document.activeElement), "and the focus returns");
  const { terms } = await t.server.ask(page, "GET", "/terms?q=tsunami");
  t.is(terms.length, 1, "it is in the termbase");
}, prepare);
