// The termbase: added to, searched, changed by two at once, cut; a segment split
// by its dialog.
import { readFileSync } from "node:fs";
import { axe, prepare, samples } from "./lib-views.mjs";
import { run } from "./lib.mjs";

const row = (page, text) => page.locator(".list tbody tr", { hasText: text });

await run(async (t) => {
  const page = await t.page();
  await page.goto(t.server.login);
  await page.goto(`${t.server.origin}/#/terms`);
  await page.getByText("No terms.").waitFor();

  await page.getByRole("button", { name: "Add a term" }).click();
  await page.waitForSelector("dialog:modal");
  await page.keyboard.type("Diet");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("国会");
  await page.keyboard.press("Enter");
  await row(page, "Diet").waitFor();
  t.ok(/国会/.test(await row(page, "Diet").innerText()), "a term is added by keyboard");
  await t.server.ask(page, "POST", "/terms", { source: "tsunami", target: "津波", domain: "weather" });
  await row(page, "tsunami").waitFor();
  t.ok(true, "one that came from elsewhere appears by itself");

  await page.locator("form[role=search] input").first().fill("Diet");
  await t.until(async () => (await page.locator(".list tbody tr").count()) === 1, "searched");
  await page.locator("form[role=search] input").first().fill("");
  await page.locator("form[role=search] input").nth(1).fill("weather");
  await t.until(
    async () => (await row(page, "tsunami").count()) === 1 && (await row(page, "Diet").count()) === 0,
    "by subject",
  );
  await page.locator("form[role=search] input").nth(1).fill("");
  await row(page, "Diet").waitFor();

  // A forbidden translation, said by shape and word.
  await row(page, "Diet").getByRole("button", { name: /^Change/ }).click();
  await page.getByRole("button", { name: "One more term: Japanese" }).click();
  const last = page.locator("dialog fieldset").last();
  await last.getByLabel("Term").fill("議会");
  await last.getByLabel("Status").selectOption("forbidden");
  t.is(await axe(page), [], "axe finds nothing in the dialog");
  await t.shot(page, "views-terms-change");
  await page.getByRole("button", { name: "Save" }).click();
  await t.until(async () => /forbidden/.test(await row(page, "Diet").innerText()), "a forbidden translation is added");
  t.is(await row(page, "Diet").locator("s").allInnerTexts(), ["議会"], "and struck through");

  // Two change it at once: nothing is lost in silence.
  await row(page, "Diet").getByRole("button", { name: /^Change/ }).click();
  const { terms } = await t.server.ask(page, "GET", "/terms?q=Diet");
  const first = await t.server.ask(page, "PUT", `/terms/${terms[0].concept}`, { ...terms[0], note: "国の機関" });
  t.is(first.concept?.note, "国の機関", "somebody else is faster");
  await page.locator("dialog").getByLabel("Subject").fill("politics");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("dialog [role=alert]").waitFor();
  t.note(await page.locator("dialog [role=alert]").innerText());
  t.ok((await page.locator("dialog").getByLabel("Subject").inputValue()) === "politics", "refused, and what was typed stays");
  await page.keyboard.press("Escape");
  await t.until(async () => /国の機関/.test(await row(page, "Diet").innerText()), "the other's note stands");

  await row(page, "Diet").getByRole("button", { name: /^Delete/ }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await t.until(async () => (await row(page, "Diet").count()) === 0, "deleted when asked twice");

  // A segment is split where its dialog says.
  const id = await t.story(page, "quake-3.txt", readFileSync(samples("earthquake/3.en.txt"), "utf8"), { min: 0 });
  const { segments } = await t.server.ask(page, "GET", `/stories/${id}/segments`);
  const long = segments.find((s) => s.source.includes("scale of 7"));
  await page.goto(`${t.server.origin}/#/story/${id}/${long.number}`);
  await page.locator("textarea.typing").waitFor();
  await page.keyboard.press("Alt+Shift+S");
  await page.locator("dialog textarea").waitFor();
  const at = long.source.indexOf("in Kurihara");
  await page.locator("dialog textarea").evaluate((f, at) => {
    f.focus();
    f.setSelectionRange(at, at);
  }, at);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  t.is(await page.locator("dialog .quoted").nth(1).innerText(), long.source.slice(at), "what the second will be");
  t.is(await axe(page), [], "axe finds nothing in the split");
  await t.shot(page, "views-terms-split");
  await page.getByRole("button", { name: "Split here" }).click();
  await t.until(
    async () => (await t.server.ask(page, "GET", `/stories/${id}/segments`)).total === segments.length + 1,
    "the segment is two",
  );
}, prepare);
