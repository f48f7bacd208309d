// The list of stories: files in, by choice, paste and drop; what is shown of a
// story, what may leave; the memory's care.
import { readFileSync } from "node:fs";
import { axe, prepare, samples } from "./lib-views.mjs";
import { run } from "./lib.mjs";

const row = (page, text) => page.locator(".stories tbody tr", { hasText: text });

/** Choose a format of a story; the file that the browser saves, or null. */
async function exported(page, story, format) {
  const saved = page.waitForEvent("download", { timeout: 3000 }).catch(() => null);
  await row(page, story).locator("details.menu summary").click();
  await row(page, story).locator("details.menu").getByRole("button", { name: format, exact: true }).click();
  return saved;
}

await run(async (t) => {
  const page = await t.page();
  await page.goto(t.server.login);
  await page.getByText("There is no story yet").waitFor();

  // A file is chosen: what it is, and then it is a story.
  await page.setInputFiles("input[type=file]", samples("earthquake/3.en.txt"));
  const item = page.locator(".files > li").first();
  await item.getByRole("button", { name: "Translate" }).waitFor();
  t.ok(/Text · English · 21 segments/.test(await item.innerText()), "what the file is");
  t.is(await item.locator("select").first().inputValue(), "en", "its language, guessed and shown");
  t.ok(await item.getByRole("button", { name: "Translate" }).evaluate((b) => b === document.activeElement), "what is next has the focus");
  t.is(await axe(page), [], "axe finds nothing in what came in");
  await page.keyboard.press("Enter");
  await page.waitForSelector("textarea.typing");
  t.ok(/#\/story\/\d+/.test(page.url()), "it is opened");
  await page.goto(`${t.server.origin}/#/stories`);
  await row(page, "Quake with lower 6").waitFor();
  t.ok(/21 segments/.test(await row(page, "Quake").innerText()), "progress in segments");
  t.ok(/0 of \d+ words/.test(await row(page, "Quake").innerText()), "and in words");

  // A Japanese story is counted in characters.
  await page.setInputFiles("input[type=file]", samples("new/rate-next.ja.txt"));
  const japanese = page.locator(".files > li", { hasText: "rate-next.ja.txt" });
  await japanese.getByRole("button", { name: "Translate" }).waitFor();
  t.is(await japanese.locator("select").first().inputValue(), "ja", "Japanese is seen to be Japanese");
  await japanese.getByRole("button", { name: "Translate" }).click();
  await page.waitForSelector("textarea.typing");
  await page.goto(`${t.server.origin}/#/stories`);
  await t.until(async () => /0 of \d+ characters/.test(await row(page, "rate-next").innerText()), "a Japanese story in characters");

  // In the encodings of old.
  const sjis = Buffer.from("93fa967b8cea82cc8b4c8e9682c582b781420d0a", "hex");
  await page.setInputFiles("input[type=file]", { name: "sjis.txt", mimeType: "text/plain", buffer: sjis });
  const old = page.locator(".files > li", { hasText: "sjis.txt" });
  await old.getByRole("button", { name: "Translate" }).waitFor();
  t.is(await old.locator("select").first().inputValue(), "ja", "in Shift_JIS, too");
  await old.getByRole("button", { name: /^Dismiss/ }).click();

  // A bad file says why, in the command line's words.
  await page.setInputFiles("input[type=file]", { name: "bad.tmx", mimeType: "text/xml", buffer: Buffer.from('<?xml version="1.0"?>\n<tmx version="1.4"><body>') });
  const bad = page.locator(".files > li", { hasText: "bad.tmx" });
  await bad.locator(".message.bad").waitFor();
  t.note(await bad.locator(".message.bad").innerText());
  t.ok(/line \d/.test(await bad.innerText()), "a bad file says where and why");
  await bad.getByRole("button", { name: /^Dismiss/ }).click();
  t.is(await page.locator(".files > li").count(), 0, "and goes when told");

  // Paste, into the field and onto the page; drop.
  await page.locator(".paste summary").click();
  await page.locator(".paste textarea").fill("Embargoed until 0900 GMT Jan. 5, 2040\n\nBank holds rate\n\nThe bank held its rate.");
  await page.getByRole("button", { name: "Take in" }).click();
  await page.locator(".files").getByRole("button", { name: "Translate" }).click();
  await page.waitForSelector("textarea.typing");
  await page.goto(`${t.server.origin}/#/stories`);
  await row(page, "Bank holds rate").waitFor();
  t.ok(/Embargo until/.test(await row(page, "Bank holds").locator(".embargo").innerText()), "an embargo is shown plainly");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Pasted headline\n\nA pasted sentence.");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  await page.locator(".files > li", { hasText: "Pasted headline.txt" }).waitFor();
  t.ok(true, "text pasted onto the page comes in");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["<!doctype html><title>A</title><article><h1>Yen rises</h1><p>The yen rose on Friday.</p></article>"], "yen.html"));
    dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.locator(".files > li", { hasText: "yen.html" }).getByText("Web page (HTML)").waitFor();
  t.ok(true, "a file that is dropped comes in, and what it is is said");
  await t.shot(page, "views-stories-intake");
  while (await page.locator(".files > li").count())
    await page.locator(".files").getByRole("button", { name: /^Dismiss/ }).first().click();

  // Filter and order.
  const names = () => page.locator(".stories tbody th a").allInnerTexts();
  await page.getByLabel("Filter").fill("ｂａｎｋ holds");
  t.is((await names()).length, 1, "the filter finds, whatever the width of letters");
  await page.getByLabel("Filter").fill("");
  const story = page.locator('thead button', { hasText: "Story" });
  await story.press("Enter");
  const up = await names();
  t.is(await page.locator("thead th", { hasText: "Story" }).getAttribute("aria-sort"), "ascending", "sorted by a heading");
  await story.press("Enter");
  t.is(await names(), [...up].reverse(), "and the other way");

  // Export: a file, a refused embargo, both questions.
  const file = await exported(page, "Quake", "XLIFF");
  t.ok(file?.suggestedFilename().endsWith(".xlf"), "a file is saved");
  t.ok(readFileSync(await file.path(), "utf8").includes("<xliff"), "in the format chosen");
  t.is(await exported(page, "Bank holds", "Text"), null, "an embargoed story is not exported");
  await page.locator("dialog", { hasText: "This story is under embargo" }).waitFor();
  t.is(await axe(page), [], "axe finds nothing in the question");
  await t.shot(page, "views-stories-embargoed");
  t.ok(await page.locator("dialog button", { hasText: "Cancel" }).evaluate((b) => b === document.activeElement), "the safe answer has the focus");
  await page.keyboard.press("Escape");
  await t.until(() => row(page, "Bank holds").locator("summary").evaluate((b) => b === document.activeElement), "Escape goes back to the menu");
  await exported(page, "Bank holds", "Text");
  await page.getByRole("button", { name: "Export anyway" }).click();
  await page.locator("dialog", { hasText: "Export it really?" }).waitFor();
  await t.until(
    () => page.locator("dialog button", { hasText: "Cancel" }).evaluate((b) => b === document.activeElement),
    "the safe answer again: Enter twice exports nothing",
  );
  const anyway = page.waitForEvent("download");
  await page.getByRole("button", { name: "Yes, export it" }).click();
  t.ok((await anyway).suggestedFilename().length > 0, "only after a second question");
  await t.until(
    () => row(page, "Bank holds").locator("summary").evaluate((b) => b === document.activeElement),
    "after both the focus is where it was",
  );

  // The embargo is taken away.
  await row(page, "Bank holds").locator(".actions select").selectOption("embargo");
  await page.locator("dialog input").first().fill("");
  await page.locator("dialog input[type=datetime-local]").fill("");
  await page.locator("dialog").getByRole("button", { name: "Save" }).click();
  await t.until(async () => (await row(page, "Bank holds").locator(".embargo").count()) === 0, "an embargo is taken away");

  // Killed, taken up again, done, deleted.
  await row(page, "Bank holds").locator(".actions select").selectOption("killed");
  await page.getByRole("button", { name: "Kill it" }).click();
  await row(page, "Bank holds").getByText("Killed").waitFor();
  t.is(await exported(page, "Bank holds", "Text"), null, "a killed story is not exported");
  await page.locator("dialog", { hasText: "This story was killed" }).waitFor();
  await page.keyboard.press("Escape");
  await row(page, "Bank holds").locator(".actions select").selectOption("done");
  await row(page, "Bank holds").getByText("Done").waitFor();
  await row(page, "Bank holds").locator(".actions select").selectOption("delete");
  await t.shot(page, "views-stories-delete");
  await page.getByRole("button", { name: "Delete it" }).click();
  await t.until(async () => (await row(page, "Bank holds").count()) === 0, "deleted when asked twice");

  // Into the memory: a table, two stories aligned.
  await page.setInputFiles("input[type=file]", { name: "yen.tsv", mimeType: "text/plain", buffer: Buffer.from("The yen rose.\t円は上昇した。\n") });
  await page.locator(".files").getByRole("button", { name: "Add to the memory" }).click();
  await page.locator(".job", { hasText: "yen.tsv" }).getByText("Finished").waitFor();
  await t.until(async () => /Units: 1 read, 1 new/.test(await page.locator(".job", { hasText: "yen.tsv" }).innerText()), "an import says what it brought");
  await page.setInputFiles("input[type=file]", [samples("marathon/1.en.txt"), samples("marathon/1.ja.txt")]);
  await page.locator(".files > li").nth(1).getByRole("button", { name: "Align with" }).waitFor();
  t.is(
    await page.locator(".files > li").nth(1).locator("select").first().inputValue(), "ja",
    "which of two is the translation",
  );
  await page.locator(".files > li").nth(1).getByRole("button", { name: "Align with" }).click();
  await t.until(async () => /segments aligned/.test(await page.locator(".jobs").innerText()), "two stories are aligned");
  t.is(await page.locator(".files > li").count(), 0, "both are put away");

  // The memory's view.
  await page.getByRole("link", { name: "Memory" }).click();
  await page.locator(".list tbody tr", { hasText: "yen.tsv" }).waitFor();
  await page.locator(".list tbody tr", { hasText: "yen.tsv" }).getByRole("button", { name: /^Undo/ }).click();
  await page.getByRole("button", { name: "Undo it" }).click();
  await page.locator(".list tbody tr", { hasText: "yen.tsv" }).getByText("undone").waitFor();
  t.ok(true, "a batch is undone");
  await page.getByRole("button", { name: "Verify" }).click();
  await page.locator(".job", { hasText: "Verification" }).getByText("0 troubles").waitFor();
  t.ok(true, "the memory is verified");
  await page.getByRole("button", { name: "Back up" }).click();
  await page.locator(".job", { hasText: "Backup" }).getByText("Finished").waitFor();
  t.ok(true, "and backed up");
  t.is(await axe(page), [], "axe finds nothing in the memory's view");
  await t.shot(page, "views-stories-memory");
}, prepare);
