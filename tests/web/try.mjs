import * as fs from "node:fs";
import { run } from "./lib.mjs";
await run(async (t) => {
  const page = await t.page();
  await page.goto(t.server.login);
  t.note(page.url());
  const id = await t.story(page, "earthquake-3.txt", fs.readFileSync("tm/samples/earthquake/3.en.txt", "utf8"));
  await page.goto(t.server.origin + "/#/story/" + id + "/4");
  await page.waitForSelector("textarea");
  await page.waitForTimeout(500);
  await t.shot(page, "try");
});
