import { run } from "./lib.mjs";
await run(async (t) => {
  const page = await t.page();
  await page.goto(t.server.login);
  t.note(await page.title());
  await page.goto(t.server.origin + "/#/story/1");
  await page.waitForSelector("textarea");
  await t.shot(page, "try");
  await page.goto(t.server.origin + "/#/story/2/2500");
  await page.waitForSelector("textarea");
  await page.waitForTimeout(300);
  await t.shot(page, "try2");
});
