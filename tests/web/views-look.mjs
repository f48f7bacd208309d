// Every view as a picture, in both languages, light and dark, narrow and wide:
// nothing that axe complains of, nothing wider than the page.
import { readFileSync } from "node:fs";
import { axe, fits, prepare, samples, titles } from "./lib-views.mjs";
import { run } from "./lib.mjs";

const looks = [
  { lang: "en", dark: false, width: 1280, height: 800 },
  { lang: "ja", dark: false, width: 1280, height: 800 },
  { lang: "en", dark: true, width: 1024, height: 768 },
  { lang: "ja", dark: true, width: 1024, height: 768 },
  // 1024 px at 200 %.
  { lang: "ja", dark: false, width: 512, height: 384 },
];

await run(async (t) => {
  const first = await t.page();
  await first.goto(t.server.login);
  const id = await t.story(first, "quake-3.txt", readFileSync(samples("earthquake/3.en.txt"), "utf8"));
  const story = await t.story(first, "minutes.txt", "EMBARGOED until 0900 GMT Jan. 5, 2040\n\nBank holds rate\n\nThe bank held its rate.");
  await t.server.ask(first, "POST", "/terms", { source: "tsunami", target: "津波", note: "気象庁の用語" });
  const state = await first.context().storageState();
  for (const look of looks) {
    const name = `${look.lang}-${look.dark ? "dark" : "light"}-${look.width}`;
    const context = await t.context(look);
    await context.addCookies(state.cookies);
    const page = await t.page({ context });
    const see = async (what) => {
      await page.waitForTimeout(100);
      await t.shot(page, `views-${what}-${name}`);
      t.is(await axe(page), [], `${name}, ${what}: axe finds nothing`);
      t.is(await fits(page), [], `${name}, ${what}: nothing is wider than the page`);
    };
    for (const [view, hash, ready] of [
      ["stories", "#/stories", ".stories tbody tr"],
      ["story", `#/story/${id}/8`, ".match"],
      ["embargoed", `#/story/${story}`, ".story-tools .embargo"],
      ["proof", `#/proof/${id}`, ".proof tbody tr"],
      ["vertical", `#/vertical/${id}`, ".vertical article"],
      ["memory", "#/memory", ".list tbody tr"],
      ["terms", "#/terms", ".list tbody tr"],
    ]) {
      await page.goto(`${t.server.origin}/${hash}`);
      await page.waitForSelector(ready);
      await see(view);
    }
    t.is(await page.getAttribute("html", "lang"), look.lang, `${name}: the page says its language`);
    for (const [dialog, at] of [["keys", 0], ["settings", 1]]) {
      await page.locator(".top button").nth(at).click();
      await page.waitForSelector("dialog:modal");
      await see(dialog);
      await page.keyboard.press("Escape");
      await t.until(async () => (await page.locator("dialog").count()) === 0, `${name}: Escape closes ${dialog}`);
      await t.until(
        () => page.locator(".top button").nth(at).evaluate((b) => b === document.activeElement),
        `${name}: and the focus is where it was`,
      );
    }
    await page.goto(`${t.server.origin}/#/proof/${id}`);
    await page.locator("details.menu summary").click();
    await see("menu");
    t.is(await titles(page), [], `${name}: everything to be used has a name`);
    await context.close();
  }
}, prepare);
