// A server of docs/api.md in memory, until the real one works.
// usage: node tests/web/mock.mjs [PORT] [SEGMENTS]     prints its address
import * as fs from "node:fs";
import * as http from "node:http";
import * as path from "node:path";

const page = path.resolve("build/web/page");
const types = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml" };
const server = process.env.MOCK_WORD ?? String(Math.random());
const done = new Map();
let next = 1;
const steps = new Map();
const pages = new Set();
let eventId = 0;
const stories = [];
const segments = new Map();
const history = new Map();
let concepts = [
  { concept: 3, revision: 1, uid: "", domain: "politics", definition: "", note: "Japan's parliament only",
    terms: [
      { lang: "en", text: "Diet", status: "preferred", pos: "properNoun", note: "" },
      { lang: "ja", text: "国会", status: "preferred", pos: "properNoun", note: "" },
      { lang: "ja", text: "議会", status: "forbidden", pos: "properNoun", note: "" }],
    creator: "mika", created: "2026-11-23T10:12:40Z", changer: "", changed: "" },
];
const now = () => new Date().toISOString().replace(/\.\d+/, "");

function tell(event, data) {
  eventId++;
  for (const res of pages) res.write(`id: ${eventId}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
function spans(text, re) {
  return [...text.matchAll(re)].map((m) => {
    const at = [...text.slice(0, m.index)].length;
    return [at, at + [...m[0]].length];
  });
}
function makeSegment(story, number, kind, paragraph, source, target = "", more = {}) {
  const s = { id: next++, story, number, kind, paragraph, source, target,
    state: target ? "draft" : "empty", from: target ? "match" : "", unit: target ? 12 : 0,
    score: target ? 85 : 0, edited: false, locked: false, revision: 1, same: 0, repeats: 1, note: "",
    user: "mika", changed: now(), values: spans(source, /\d[\d,.]*/g),
    terms: spans(source, /Diet/g).map((span) => ({ span, concept: 3 })), ...more };
  segments.set(s.id, s);
  history.set(s.id, []);
  return s;
}
function ofStory(id) {
  return [...segments.values()].filter((s) => s.story === id).sort((a, b) => a.number - b.number);
}
function repeats(id) {
  const by = new Map();
  for (const s of ofStory(id)) by.set(s.source, [...(by.get(s.source) ?? []), s]);
  for (const all of by.values()) for (const s of all) (s.same = all[0].id), (s.repeats = all.length);
}
function add(name, text) {
  const story = { id: stories.length + 1, revision: 1, name, format: "text", source: "en", target: "ja", slugline: "",
    headline: text.split("\n")[0], dateline: "TOKYO, Nov. 23 (Minato) —", byline: "", date: "", note: "",
    embargo: "", embargo_until: "", edition: 1, status: "open", joinable: true,
    formats: ["text", "html", "page", "xliff", "tmx", "tsv"], user: "mika", created: now(), changed: now() };
  stories.push(story);
  let n = 0;
  text.split(/\n+/).filter(Boolean).forEach((p, i) => {
    for (const s of p.split(/(?<=[.!?])\s+/)) {
      n++;
      const more = n % 9 === 4 ? "昨日のサンプルの訳文。" : "";
      makeSegment(story.id, n, i === 0 ? "headline" : "body", i, s, more);
    }
  });
  repeats(story.id);
  return story;
}
function told(story) {
  const all = ofStory(story.id);
  const c = all.filter((s) => s.state === "confirmed");
  const words = (l) => ({ words: l.reduce((n, s) => n + s.source.split(/\s+/).length, 0), characters: 0 });
  return { ...story, segments: all.length, confirmed: c.length,
    drafts: all.filter((s) => s.state === "draft").length, volume: words(all), volume_confirmed: words(c) };
}
add("quake.txt", `Quake with lower 6 intensity hits northeast, 23 injured
TOKYO, Nov. 23 (Minato) — A strong earthquake struck northeastern Japan early Monday. About 2,100 passengers were aboard six trains, it said.
The <1>Diet</1> will meet on Tuesday.  The agency lifted its tsunami advisory at 4:30 a.m.${"\u200b"} No abnormalities were found.
The meteorological agency recorded lower 6 in Miyagi. No abnormalities were found.
No abnormalities were found. The line was closed for 3 hours.`);
const many = Number(process.argv[3] ?? 0);
if (many)
  add("long.txt", "A long story\n" + Array.from({ length: many - 1 }, (_, i) =>
    `Sentence ${i + 2} of the long story ${"with some more words in it ".repeat(i % 7)}and an end.`).join("\n"));

class Refused extends Error {
  constructor(status, code, message, more = {}) {
    super(message);
    Object.assign(this, { status, code, more });
  }
}
const find = (id) => segments.get(Number(id)) ?? (() => { throw new Refused(404, "not-found", "no such segment"); })();
const findStory = (id) => stories[Number(id) - 1] ?? (() => { throw new Refused(404, "not-found", "no such story"); })();
function note(s, what, target) {
  const old = history.get(s.id);
  old.unshift({ revision: what === "lost" ? 0 : s.revision, what, source: s.source, target, user: "mika", at: now(), changes: [] });
}
function write(id, body, client, state) {
  const s = find(id);
  if (s.locked) throw new Refused(400, "invalid", "the segment is locked");
  if (body.revision !== s.revision) {
    note(s, "lost", body.target);
    throw new Refused(409, "conflict", "the segment was changed meanwhile", { current: { ...s }, yours: body.target });
  }
  if (state === "confirmed" && body.target === "") throw new Refused(400, "invalid", "there is no translation to confirm");
  const from = body.from ?? "typed";
  Object.assign(s, { target: body.target, state: state ?? (body.target ? "draft" : "empty"), from, revision: s.revision + 1,
    unit: body.unit ?? 0, score: body.score ?? 0, edited: from === "typed", changed: now() });
  note(s, state === "confirmed" ? "confirmed" : from, s.target);
  tell("segments", { story: s.story, segments: [{ id: s.id, revision: s.revision }], client });
  return s;
}
function issues(source, target) {
  const found = [];
  if (/\d/.test(source) && target && !/[\d〇一-九]/.test(target))
    found.push({ check: "value-missing", severity: "error", message: "'2,100' is missing", source: [0, 3],
      target: [0, 2], text: target.slice(0, 2), fix: "2100" });
  return found;
}
function suggestions(s) {
  const seed = s.source.length % 3;
  const matches = ["緊急停止した列車6本に計約1900人が乗っていた。", "異常は見つからなかった。", "気象庁が発表した。"]
    .slice(0, 3 - seed).map((target, i) => ({ unit: 12 + i, memory: "demo.tm", score: 92 - 20 * i, similarity: 0.9,
      distance: 1, tokens: 10, source: s.source.replace(/\d+/, "17"), target,
      repaired: i === 0 ? target.replace("1900", "2100") : null,
      carried: i === 0 ? [{ old: [14, 19], new: [14, 19], source: [6, 11], was: "1900人", is: "2100人" }] : [],
      refused: [], changes: [{ edit: "replaced", old: [0, 5], new: [0, 5] }], target_spans: [[0, 2]],
      penalties: i === 1 ? [{ name: "aligned", points: 1 }] : [], kind: "aligned", status: "translated",
      origin: { headline: "Quake hits", path: "samples/earthquake/2.en.txt", date: now(), user: "yamada", version: 2 } }));
  return { source: s.source, text: s.source, matches,
    terms: s.terms.map((t) => ({ ...concepts[0], span: t.span, found: concepts[0].terms[0] })) };
}
function once(key, f) {
  if (key && done.has(key)) return done.get(key);
  const answer = f();
  if (key) done.set(key, JSON.parse(JSON.stringify(answer)));
  return answer;
}
const jobs = [];
const uploads = new Map();
const routes = [
  ["GET", "/session", () => ({ user: "mika", source: "en", target: "ja", memory: "news.tm", memories: ["news.tm"], program: "0.1.0", language: "en" })],
  ["GET", "/health", () => ({ status: "ok" })],
  ["GET", "/stories", () => ({ stories: [...stories].reverse().map(told) })],
  ["POST", "/stories", ({ body }) => ({ story: told(body.upload ? add(uploads.get(body.upload).name, uploads.get(body.upload).text) : add(body.name, body.text)) })],
  ["GET", "/stories/{}", ({ args }) => ({ story: told(findStory(args[0])) })],
  ["PATCH", "/stories/{}", ({ args, body }) => {
    const s = findStory(args[0]);
    if (s.revision !== body.revision) throw new Refused(409, "conflict", "the story was changed meanwhile");
    Object.assign(s, body, { revision: s.revision + 1 });
    return { story: told(s) };
  }],
  ["GET", "/stories/{}/segments", ({ args }) => ({ total: ofStory(findStory(args[0]).id).length, segments: ofStory(Number(args[0])) })],
  ["GET", "/stories/{}/checks", ({ args }) => ({ segments: ofStory(Number(args[0])).map((s) => ({ id: s.id, issues: issues(s.source, s.target) })).filter((x) => x.issues.length) })],
  ["POST", "/stories/{}/undo", ({ args, body, client }) => {
    const changed = [];
    for (const old of steps.get(body.step) ?? []) {
      const s = segments.get(old.id);
      if (s.revision !== old.revision + 1) continue;
      Object.assign(s, old, { revision: s.revision + 1 });
      changed.push(s);
    }
    tell("segments", { story: Number(args[0]), segments: changed.map((s) => ({ id: s.id, revision: s.revision })), client });
    return { segments: changed };
  }],
  ["GET", "/segments/{}", ({ args }) => ({ segment: find(args[0]) })],
  ["PUT", "/segments/{}/draft", ({ args, body, client }) => once(body.key, () => ({ segment: write(args[0], body, client) }))],
  ["POST", "/segments/{}/confirm", ({ args, body, client }) => once(body.key, () => {
    const s = write(args[0], body, client, "confirmed");
    const same = body.repeat ? ofStory(s.story).filter((x) => x.id !== s.id && x.source === s.source && x.state !== "confirmed" && !x.locked) : [];
    const step = same.length ? next++ : 0;
    if (step) steps.set(step, same.map((x) => ({ ...x })));
    for (const x of same) Object.assign(x, { target: s.target, state: "draft", from: "repetition", revision: x.revision + 1 });
    if (step) tell("segments", { story: s.story, segments: same.map((x) => ({ id: x.id, revision: x.revision })), client });
    tell("memory", { waiting: 0 });
    return { segment: s, filled: same, step, issues: issues(s.source, s.target), waiting: 0 };
  })],
  ["POST", "/segments/{}/reopen", ({ args, body, client }) => {
    const s = find(args[0]);
    if (s.revision !== body.revision) throw new Refused(409, "conflict", "the segment was changed meanwhile", { current: s, yours: "" });
    Object.assign(s, { state: "draft", revision: s.revision + 1 });
    tell("segments", { story: s.story, segments: [{ id: s.id, revision: s.revision }], client });
    return { segment: s };
  }],
  ["POST", "/segments/{}/lock", ({ args, body, client }) => {
    const s = find(args[0]);
    Object.assign(s, { locked: body.locked, revision: s.revision + 1 });
    tell("segments", { story: s.story, segments: [{ id: s.id, revision: s.revision }], client });
    return { segment: s };
  }],
  ["POST", "/segments/{}/split", ({ args, body, client }) => {
    const s = find(args[0]);
    const [src, tgt] = [[...s.source], [...s.target]];
    for (const x of ofStory(s.story)) if (x.number > s.number) x.number++;
    makeSegment(s.story, s.number + 1, s.kind, s.paragraph, src.slice(body.source_at).join("").trim(), tgt.slice(body.target_at).join("").trim());
    Object.assign(s, { source: src.slice(0, body.source_at).join("").trim(), target: tgt.slice(0, body.target_at).join("").trim(), revision: s.revision + 1 });
    repeats(s.story);
    tell("layout", { story: s.story, client });
    return { segments: ofStory(s.story) };
  }],
  ["POST", "/segments/{}/join", ({ args, client }) => {
    const s = find(args[0]);
    const n = ofStory(s.story).find((x) => x.number === s.number + 1 && x.paragraph === s.paragraph);
    if (!n) throw new Refused(400, "invalid", "the next segment is of another paragraph");
    segments.delete(n.id);
    Object.assign(s, { source: `${s.source} ${n.source}`, target: s.target + n.target, revision: s.revision + 1 });
    for (const x of ofStory(s.story)) if (x.number > n.number) x.number--;
    repeats(s.story);
    tell("layout", { story: s.story, client });
    return { segments: ofStory(s.story) };
  }],
  ["GET", "/segments/{}/suggestions", ({ args }) => suggestions(find(args[0]))],
  ["GET", "/segments/{}/checks", ({ args }) => ({ issues: issues(find(args[0]).source, find(args[0]).target) })],
  ["GET", "/segments/{}/history", ({ args }) => ({ history: history.get(Number(args[0])) })],
  ["POST", "/checks", ({ body }) => ({ issues: issues(body.source, body.target) })],
  ["GET", "/search", ({ query }) => ({ total: 1, hits: [{ unit: 13, kind: "aligned", status: "translated", lang: "en",
    text: `Some text with ${query.get("q")} in it.`, spans: [[15, 15 + query.get("q").length]], other_lang: "ja", other: "停電した。", other_spans: [],
    origin: { headline: "宮城で震度6弱", path: "a.txt", date: now(), user: "yamada", version: 1 } }] })],
  ["GET", "/terms", () => ({ terms: concepts })],
  ["POST", "/terms", ({ body }) => {
    const c = { concept: next++, revision: 1, uid: "", domain: body.domain ?? "", definition: "", note: body.note ?? "",
      terms: [{ lang: "en", text: body.source, status: "preferred", pos: "", note: "" }, { lang: "ja", text: body.target, status: body.status ?? "preferred", pos: "", note: "" }],
      creator: "mika", created: now(), changer: "", changed: "" };
    concepts.push(c);
    tell("terms", {});
    return { concept: c };
  }],
  ["PUT", "/terms/{}", ({ args, body }) => {
    const c = concepts.find((x) => x.concept === Number(args[0]));
    Object.assign(c, body, { revision: c.revision + 1 });
    return { concept: c };
  }],
  ["DELETE", "/terms/{}", ({ args }) => ((concepts = concepts.filter((x) => x.concept !== Number(args[0]))), {})],
  ["GET", "/memory", () => ({ memory: "news.tm", units: 14, reviewed: 0, rejected: 0, stories: 2, segments: 39, batches: 3,
    terms: 3, bytes: 176128, schema: 3, index_files: 0, index_bytes: 0, languages: { en: 14, ja: 14 }, waiting: 0 })],
  ["GET", "/memory/log", () => ({ batches: [{ batch: 2, kind: "import", source: "yen.tsv", user: "yamada", started: now(), finished: now(), undone: "", read: 2, added: 1, merged: 0, changed: 0, skipped: 1, reasons: { untranslated: 1 } }] })],
  ["POST", "/memory/undo", ({ body }) => ({ batch: body.batch, removed: 1, restored: 0, kept: 0 })],
  ["POST", "/jobs", ({ body }) => {
    const j = { id: jobs.length + 1, kind: body.kind, what: uploads.get(body.uploads?.[0])?.name ?? "", state: "done", step: "", done: 3000, total: 3000, notes: [], result: {}, error: null, started: now(), finished: now() };
    jobs.unshift(j);
    tell("job", j);
    return { job: j };
  }],
  ["GET", "/jobs", () => ({ jobs })],
  ["GET", "/jobs/{}", ({ args }) => ({ job: jobs.find((j) => j.id === Number(args[0])) })],
];

async function api(req, res, url) {
  const chunks = [];
  for await (const c of req) chunks.push(c);
  const text = Buffer.concat(chunks).toString("utf8");
  const at = url.pathname.slice("/api/v1".length);
  const client = req.headers["x-taiyaku-client"] ?? "";
  if (at === "/events") {
    res.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    res.write(`event: hello\ndata: ${JSON.stringify({ version: 1, server })}\n\n`);
    pages.add(res);
    req.on("close", () => pages.delete(res));
    return;
  }
  if (at === "/uploads") {
    const name = url.searchParams.get("name");
    const id = `u${uploads.size + 1}`;
    uploads.set(id, { name, text });
    return answer(res, 201, { upload: id, name, bytes: text.length, file: { format: "text", source: "en", target: "", units: text.split("\n").length, translated: 0 } });
  }
  const exported = /^\/stories\/(\d+)\/export$/.exec(at);
  if (exported) {
    const s = findStory(exported[1]);
    if (s.embargo && url.searchParams.get("anyway") !== "1") throw new Refused(409, "embargoed", "the story is embargoed");
    res.writeHead(200, { "Content-Type": "text/plain; charset=utf-8", "Content-Disposition": 'attachment; filename="a.txt"' });
    return res.end(ofStory(s.id).map((x) => x.target || x.source).join("\n"));
  }
  for (const [method, pattern, f] of routes) {
    const m = new RegExp(`^${pattern.replace(/\{\}/g, "([^/]+)")}$`).exec(at);
    if (!m || method !== req.method) continue;
    return answer(res, method === "POST" ? 200 : 200, f({ args: m.slice(1), body: text ? JSON.parse(text) : {}, query: url.searchParams, client }));
  }
  throw new Refused(404, "not-found", `no ${req.method} ${at}`);
}
function answer(res, status, body) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify({ version: 1, ...body }));
}
http.createServer((req, res) => {
  const url = new URL(req.url, "http://x");
  if (url.pathname.startsWith("/api/")) {
    api(req, res, url).catch((e) => answer(res, e.status ?? 500, { error: { code: e.code ?? "", message: e.message }, ...e.more }));
    return;
  }
  const name = url.pathname === "/" || url.pathname === "/login" ? "/index.html" : url.pathname;
  const file = path.join(page, name);
  if (!file.startsWith(page) || !fs.existsSync(file)) return res.writeHead(404).end();
  res.writeHead(200, { "Content-Type": `${types[file.split(".").pop()]}; charset=utf-8`,
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'" });
  res.end(fs.readFileSync(file));
}).listen(Number(process.argv[2] ?? 0), "127.0.0.1", function () {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${this.address().port}/` }));
});
