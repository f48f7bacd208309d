// Nothing typed is lost: reload, a server that is killed, no network, a page that
// crashes, two pages on one story.
import { InputMethod, run, sleep } from "./lib.mjs";

const STORY = `Yen rises to 145 range against dollar

The yen rose in Tokyo on Friday. Traders were cautious. Stocks fell for a third day. The market closes at 3 p.m.
`;

const value = (page) => page.locator("textarea.typing").inputValue();
const kept = (page) =>
  page.evaluate(() => Object.entries(localStorage).filter(([k]) => k.startsWith("taiyaku.kept.")));

await run(async (t) => {
  const context = await t.context();
  const page = await t.page({ context });
  await page.goto(t.server.login);
  const story = await t.story(page, "yen.txt", STORY, { min: 0 });
  const server = async (n, from = page) => (await t.segments(from, story))[n - 1];
  await t.open(page, story, 2);

  // ---- reload in mid-typing
  await page.keyboard.type("円は金曜日、東京市場で");
  await page.reload();
  await t.open(page, story, 2);
  t.is(await value(page), "円は金曜日、東京市場で", "a reload in mid-typing loses nothing");
  await t.until(async () => (await server(2)).target === "円は金曜日、東京市場で", "the next page saves it");
  await t.until(async () => (await kept(page)).length === 0, "and keeps nothing then");

  // ---- the server is killed in mid-typing
  await page.keyboard.type("上昇した。");
  await t.server.stop("SIGKILL");
  await t.until(async () => /kept here/.test(await page.locator(".status").innerText()), "without a server the status line says what is kept");
  await page.keyboard.press("Control+Enter");
  await t.at(page, 3);
  await page.keyboard.type("市場関係者は慎重だった。");
  await sleep(1300);
  await t.shot(page, "no-server");
  t.is((await kept(page)).length, 2, "two segments are kept, one of them confirmed");
  await t.server.start();
  await t.until(async () => (await kept(page)).length === 0, "when the server is there again they are sent", 30000);
  const [, second, third] = await t.segments(page, story);
  t.is([second.target, second.state], ["円は金曜日、東京市場で上昇した。", "confirmed"], "the confirmed one is confirmed");
  t.is([third.target, third.state], ["市場関係者は慎重だった。", "draft"], "the other one is a draft");
  const { history } = await t.server.ask(page, "GET", `/segments/${second.id}/history`);
  t.is(history.filter((e) => e.what === "confirmed").length, 1, "it was confirmed once");

  // ---- a page that crashes, with a server that is away
  await t.server.stop("SIGKILL");
  await page.keyboard.type("終盤は");
  // What a page stores is on its way to the browser for a moment.
  await t.until(async () => (await kept(page)).some(([, text]) => text.includes("終盤は")), "what is typed is kept at once");
  await sleep(500);
  await page.close({ runBeforeUnload: false });
  await t.server.start();
  const after = await t.page({ context });
  await after.goto(t.server.login);
  await t.open(after, story, 3);
  t.is(await value(after), "市場関係者は慎重だった。終盤は", "what a crashed page had kept is in the next one");
  await t.until(async () => (await server(3, after)).target === "市場関係者は慎重だった。終盤は", "which saves it");

  // ---- offline
  await context.setOffline(true);
  await t.until(async () => (await after.locator(".seg-active").count()) === 1, "offline the story stays readable");
  await after.keyboard.press("Alt+ArrowDown");
  await t.at(after, 4);
  await after.keyboard.type("株は3日続落した。");
  await sleep(1300);
  t.is((await kept(after)).length, 1, "offline it is kept");
  await context.setOffline(false);
  await t.until(async () => (await server(4, after)).target === "株は3日続落した。", "and saved when the network is back", 30000);

  // ---- a lost answer: the write was done, its answer never came
  await t.open(after, story, 5);
  let dropped = 0;
  await after.route("**/draft", async (route) => {
    if (dropped++ === 0) {
      await route.fetch();
      return route.abort();
    }
    return route.continue();
  });
  await after.keyboard.type("取引は午後3時に終わる。");
  await t.until(async () => dropped >= 2 && (await kept(after)).length === 0, "a write whose answer was lost is sent again", 20000);
  dropped = 0;
  await after.keyboard.type("予定");
  await t.until(() => dropped === 1, "again an answer is lost");
  await after.keyboard.type("である。");
  await t.until(async () => (await kept(after)).length === 0, "and more is typed meanwhile", 20000);
  t.is((await server(5, after)).target, "取引は午後3時に終わる。予定である。", "all of it arrives");
  await after.unroute("**/draft");
  const fifth = await server(5, after);
  const events = (await t.server.ask(after, "GET", `/segments/${fifth.id}/history`)).history;
  t.is(events.map((e) => e.what), ["typed", "typed", "typed"], "each write was done once");
  t.is(await after.locator("dialog[open]").count(), 0, "without a conflict with itself");

  // ---- two pages on one story
  const other = await t.page({ context });
  await other.goto(`${t.server.origin}/`);
  await t.open(other, story, 4);
  await t.open(after, story, 4);
  await other.keyboard.press("Control+a");
  await other.keyboard.type("株価は3日連続で下がった。");
  await t.until(async () => (await server(4, after)).target === "株価は3日連続で下がった。", "one page saves");
  await t.until(async () => (await value(after)) === "株価は3日連続で下がった。", "the other shows it, though it stands there");

  // Both type at once: the second to save meets the first.
  await Promise.all([
    other.keyboard.type("市場は閑散。"),
    after.keyboard.type("商いは薄い。"),
  ]);
  await t.until(
    async () => (await other.locator("dialog[open]").count()) + (await after.locator("dialog[open]").count()) === 1,
    "when both type, one of them is asked",
  );
  const [asked, won] = (await after.locator("dialog[open]").count()) ? [after, other] : [other, after];
  const words = await asked.locator("dialog[open]").innerText();
  t.ok(/市場は閑散/.test(words) && /商いは薄い/.test(words), "both texts are shown", words);
  await t.shot(asked, "conflict");
  const mine = await value(asked);
  const theirs = await value(won);
  await asked.locator("dialog[open] button", { hasText: "Keep theirs" }).click();
  await t.until(async () => (await value(asked)) === theirs, "theirs can stay");
  t.is((await server(4, after)).target, theirs, "as the server has it");
  const fourth = await server(4, after);
  const past = (await t.server.ask(after, "GET", `/segments/${fourth.id}/history`)).history;
  t.ok(past.some((e) => e.what === "lost" && e.target === mine), "and the other text is in the history", JSON.stringify(past));
  t.is((await kept(after)).length, 0, "nothing is kept any more");

  // ---- a conflict after a reload is shown, not written over
  await t.open(after, story, 3);
  await t.open(other, story, 2);
  await after.keyboard.press("Control+a");
  await after.route("**/draft", (route) => route.abort());
  await after.keyboard.type("後で戻ってくる。");
  const current = await server(3, other);
  const first = await t.server.ask(other, "PUT", `/segments/${current.id}/draft`, { revision: current.revision, target: "先に書いた人の訳。", key: "k9" });
  t.is(first.segment?.target, "先に書いた人の訳。", "somebody else is faster");
  await after.close();
  const again = await t.page({ context });
  await again.goto(`${t.server.origin}/#/story/${story}/3`);
  await t.until(async () => (await again.locator("dialog[open]").count()) === 1, "a conflict after a reload is asked about", 10000);
  t.is((await server(3, other)).target, "先に書いた人の訳。", "and nothing was overwritten");
  await again.locator("dialog[open] button.main").click();
  await t.until(async () => (await server(3, other)).target === "後で戻ってくる。", "until it is decided");
  t.is((await kept(again)).length, 0, "then nothing is kept");

  // ---- a composition that a reload cuts off
  const im = await InputMethod.on(again);
  await t.open(again, story, 1);
  await im.compose("えん");
  t.is((await kept(again)).length, 1, "what is composed is kept, too");
  await im.commit("円");
  await t.until(async () => (await server(1, again)).target === "円", "and saved when it is decided");
});
