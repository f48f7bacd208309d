// Reading: the proof on paper, Japanese in vertical lines, ruby.
import { axe, prepare } from "./lib-views.mjs";
import { run, shots } from "./lib.mjs";
import { writeFileSync } from "node:fs";

const TEXT = `Embargoed until 0900 GMT Jan. 5, 2040
1st Ld

Quake hits northeast, 25 injured

SENDAI, Jan. 4 (Minato) — A strong quake hit Ishinomaki on Friday. Was it a tsunami? Services resumed in 2040.

A second paragraph stands here.
`;
const TARGETS = [
  "東北で地震、25人けが",
  "【仙台＝港通信】石巻《いしのまき》市で4日、｜Ａ級《エーきゅう》の地震があった。",
  "本当に津波か!?",
  "運転は2040年に再開した《本紙既報》。。",
];

/** The styles that a selector's first element has. */
const style = (page, selector, ...names) =>
  page.locator(selector).first().evaluate(
    (e, names) => names.map((n) => getComputedStyle(e).getPropertyValue(n)), names,
  );

await run(async (t) => {
  const page = await t.page({ lang: "ja" });
  await page.goto(t.server.login);
  const id = await t.story(page, "ishinomaki.txt", TEXT, { min: 0 });
  const { segments } = await t.server.ask(page, "GET", `/stories/${id}/segments`);
  for (const [i, target] of TARGETS.entries())
    await t.server.ask(page, "PUT", `/segments/${segments[i].id}/draft`, {
      revision: segments[i].revision, target, key: `reading-${i}`,
    });

  // The proof.
  await page.goto(`${t.server.origin}/#/proof/${id}`);
  await page.locator(".proof tbody tr").first().waitFor();
  t.is(await page.locator(".proof tbody tr").count(), segments.length, "each segment is a row");
  t.is(await page.locator(".proof tbody tr").first().getAttribute("class"), "headline paragraph", "the headline as such");
  t.ok((await page.locator(".proof .missing").count()) === segments.length - TARGETS.length, "what is untranslated is marked");
  t.is(await page.locator(".proof td ruby rt").allInnerTexts(), ["いしのまき", "エーきゅう"], "readings over their words");
  t.ok((await page.locator(".proof").innerText()).includes("《本紙既報》"), "brackets that hold no reading stay");
  t.is(await page.locator(".proof tbody td").nth(0).getAttribute("lang"), "en", "the source says its language");
  t.is(await page.locator(".proof tbody td").nth(1).getAttribute("lang"), "ja", "the translation too");
  await page.locator(".proof .found").first().waitFor();
  t.ok(/▲ 警告: .*。。/.test(await page.locator(".proof .found").first().innerText()), "what the checks find stands under it");
  t.is(await axe(page), [], "axe finds nothing in the proof");
  await t.shot(page, "views-reading-proof");

  // On paper.
  await page.emulateMedia({ media: "print" });
  t.is(await style(page, ".top", "display"), ["none"], "no bar on paper");
  t.is(await style(page, ".view-head", "display"), ["none"], "no buttons");
  t.is(await style(page, ".proof thead", "display"), ["table-header-group"], "the head is on every page");
  const head = await page.locator(".proof .page-head").innerText();
  t.ok(/ishinomaki\.txt/.test(head) && /2040/.test(head) && /解禁/.test(head), "with the story and its embargo");
  await t.shot(page, "views-reading-proof-print");
  const paper = async () => {
    const pdf = await page.pdf({ format: "A4" });
    return { pages: pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length, pdf };
  };
  const proof = await paper();
  t.is(proof.pages, 1, "a short story on one page");
  writeFileSync(`${shots}/views-reading-proof.pdf`, proof.pdf);
  await page.emulateMedia({ media: null });

  // Vertical lines.
  await page.getByRole("link", { name: "縦組み表示" }).click();
  await page.locator(".vertical article").waitFor();
  t.is(await style(page, ".vertical article", "writing-mode", "line-break"), ["vertical-rl", "strict"], "vertical, kinsoku strict");
  t.is(
    await page.locator(".vertical .upright").allInnerTexts(),
    ["25", "4", "!?"],
    "one or two digits stand upright, more do not",
  );
  t.is(await style(page, ".vertical .upright", "text-combine-upright"), ["all"], "in one character's place");
  t.is(await page.locator(".vertical rt").allInnerTexts(), ["いしのまき", "エーきゅう"], "readings");
  const [title, first] = await page.locator(".vertical h2, .vertical p.body").all();
  t.ok((await title.boundingBox()).x > (await first.boundingBox()).x, "lines go from right to left");
  t.ok(/Mincho|Serif/.test((await style(page, ".vertical article", "font-family"))[0]), "in a type for print");
  t.is(await axe(page), [], "axe finds nothing in vertical lines");
  await t.shot(page, "views-reading-vertical");

  await page.emulateMedia({ media: "print" });
  t.ok(await page.locator(".vertical .page-head").isVisible(), "what the story is stands on paper");
  t.is((await paper()).pages, 1, "a short story on one page");
  await t.server.ask(page, "PUT", `/segments/${segments[4].id}/draft`, {
    revision: segments[4].revision, target: "長い文が続く。".repeat(900), key: "reading-long",
  });
  await t.until(async () => (await page.locator(".vertical").innerText()).includes("長い文が続く。"), "what is typed elsewhere is shown");
  const long = await paper();
  t.ok(long.pages > 2, "a long one goes on to further pages", `${long.pages} pages`);
  writeFileSync(`${shots}/views-reading-vertical.pdf`, long.pdf);
  await page.emulateMedia({ media: null });

  // Out from there, and back.
  await page.locator("details.menu summary").click();
  await page.locator("details.menu").getByRole("button", { name: "テキスト" }).click();
  await page.locator("dialog", { hasText: "解禁前の記事です" }).waitFor();
  t.ok(true, "exported from there: an embargo holds there, too");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "編集", exact: true }).click();
  await page.waitForSelector("textarea.typing");
  t.ok(true, "and back to the editor");

  // The ruby of a page that came with it is in the page that is looked at.
  const html = `<!doctype html><html lang="ja"><title>A</title><article><h1>地震</h1>
<p><ruby>石巻<rt>いしのまき</rt></ruby>市で地震があった。被害は確認されていない。</p></article></html>`;
  const other = await t.story(page, "quake.html", html);
  await page.goto(`${t.server.origin}/#/proof/${other}`);
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "ウェブページで見る" }).click();
  const shown = await opened;
  await shown.waitForLoadState();
  t.is(await shown.locator("rt").innerText(), "いしのまき", "a page's own ruby");
}, prepare);
