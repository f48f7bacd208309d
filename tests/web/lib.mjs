// What the tests of the page share: a server on a memory of its own, a browser,
// TAP.  A test is a program: `await run(async (t) => { ... })`.
import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const shots = path.join(top, "build/web-shots");
const tools = createRequire(path.join(top, "build/web/x.js"));

const CHROMIUM = "/usr/bin/chromium";

/** What Debian's Chromium needs on a machine without a screen or a network. */
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--force-color-profile=srgb", "--font-render-hinting=none",
];

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A server on a memory in `folder`; `port` 0: any. */
export class Server {
  constructor(folder) {
    this.folder = folder;
    this.program = process.env.TAIYAKU ?? path.join(top, "build/taiyaku");
    this.memory = path.join(folder, "news.tm");
    this.port = 0;
    // Nothing of the user's: no memory, no token, no settings.
    const env = { ...process.env, LC_ALL: "C.UTF-8", HOME: folder };
    for (const name of Object.keys(env)) if (/^(XDG_|TAIYAKU_|LANGUAGE$)/.test(name)) delete env[name];
    this.env = { ...env, XDG_RUNTIME_DIR: folder };
  }

  taiyaku(...args) {
    return execFileSync(this.program, args, { cwd: this.folder, encoding: "utf8", env: this.env });
  }

  /** Start it, on the port it had; its address, to log in by. */
  async start() {
    this.child = spawn(
      this.program,
      ["serve", "-m", this.memory, "--port", String(this.port), "--json"],
      { cwd: this.folder, env: this.env, stdio: ["ignore", "pipe", "inherit"] },
    );
    let said = "";
    const line = await new Promise((resolve, reject) => {
      this.child.stdout.on("data", (bytes) => {
        said += bytes;
        if (said.includes("\n")) resolve(said.slice(0, said.indexOf("\n")));
      });
      this.child.on("exit", (code) => reject(new Error(`the server ended (${code}): ${said}`)));
    });
    this.login = JSON.parse(line).url;
    const { port, origin } = new URL(this.login);
    this.port = Number(port);
    this.origin = origin;
    return this.login;
  }

  /** End it: "SIGTERM", or "SIGKILL" as a crash. */
  async stop(signal = "SIGTERM") {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.removeAllListeners("exit");
    const gone = new Promise((resolve) => this.child.on("exit", resolve));
    this.child.kill(signal);
    await gone;
  }

  /** Ask it as a program that has the page's cookie. */
  async ask(page, method, at, body) {
    return page.evaluate(
      async ([m, p, b]) => {
        const reply = await fetch(`/api/v1${p}`, {
          method: m,
          headers: m === "GET" ? {} : { "Content-Type": "application/json" },
          body: b === undefined ? undefined : JSON.stringify(b),
        });
        return reply.json();
      },
      [method, at, body],
    );
  }
}

/** The test itself: what it can use, and what it found. */
class Test {
  count = 0;
  failed = 0;
  troubles = [];

  ok(good, name, why = "") {
    this.count++;
    if (!good) this.failed++;
    console.log(`${good ? "ok" : "not ok"} ${this.count} - ${name}`);
    if (!good && why) console.log(String(why).replace(/^/gm, "# "));
  }

  is(got, wanted, name) {
    const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
    this.ok(a === b, name, `got ${a}\nwanted ${b}`);
  }

  note(text) {
    console.log(`# ${text}`);
  }

  /** Wait until `f` answers something true, for a while. */
  async until(f, name, ms = 5000) {
    const end = Date.now() + ms;
    let last;
    for (;;) {
      try {
        last = await f();
        if (last) break;
      } catch (error) {
        last = error;
      }
      if (Date.now() > end) break;
      await sleep(20);
    }
    this.ok(last && !(last instanceof Error), name, last);
    return last;
  }

  /** A page of its own browser context: {lang, dark, size}. */
  async page(options = {}) {
    const context = options.context ?? (await this.context(options));
    const page = await context.newPage();
    page.on("console", (message) => {
      // A refused request is the test's own doing; what it means is tested.
      if (message.type() === "error" && !/Failed to load resource|ERR_CONNECTION|ERR_INTERNET/.test(message.text()))
        this.troubles.push(message.text());
    });
    page.on("pageerror", (error) => this.troubles.push(String(error.stack ?? error)));
    return page;
  }

  async context({ lang = "en", dark = false, width = 1280, height = 800 } = {}) {
    const context = await this.browser.newContext({
      reducedMotion: "reduce",
      locale: lang === "ja" ? "ja-JP" : "en-GB",
      colorScheme: dark ? "dark" : "light",
      viewport: { width, height },
      timezoneId: "Asia/Tokyo",
    });
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (e) =>
        console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`),
      );
    });
    return context;
  }

  /** A story made by pasting; its number. */
  async story(page, name, text, more = {}) {
    const { story } = await this.server.ask(page, "POST", "/stories", { name, text, ...more });
    return story.id;
  }

  /** A story from a file; its number. */
  async file(page, name, bytes, more = {}) {
    const upload = await page.evaluate(
      async ([n, b]) => {
        const reply = await fetch(`/api/v1/uploads?name=${encodeURIComponent(n)}`, {
          method: "POST",
          headers: { "Content-Type": "application/octet-stream" },
          body: b,
        });
        return (await reply.json()).upload;
      },
      [name, bytes],
    );
    const { story } = await this.server.ask(page, "POST", "/stories", { upload, ...more });
    return story.id;
  }

  /** Open a story at a segment (its number), ready to type. */
  async open(page, story, number = 1) {
    await page.goto(`${this.server.origin}/#/story/${story}/${number}`);
    await page.locator(".seg-active .cell-number", { hasText: new RegExp(`^${number}$`) }).waitFor();
    await page.locator("textarea.typing").focus();
    await this.at(page, number);
  }

  /** Wait until segment `number` is the one that is typed into. */
  async at(page, number) {
    await page.waitForFunction(
      (n) => document.activeElement?.matches("textarea.typing") &&
        document.querySelector(".seg-active .cell-number")?.textContent === n,
      String(number),
      { timeout: 5000 },
    );
  }

  /** The segments of a story, as the server has them. */
  async segments(page, story) {
    return (await this.server.ask(page, "GET", `/stories/${story}/segments`)).segments;
  }

  async shot(page, name) {
    fs.mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: path.join(shots, `${name}.png`) });
  }
}

/** A memory that knows some of our stories. */
function learn(server) {
  server.taiyaku("init", "-m", server.memory);
  for (const n of [1, 2]) {
    const story = path.join(top, `tm/samples/earthquake/${n}`);
    server.taiyaku("learn", "-q", "-m", server.memory, `${story}.en.txt`, `${story}.ja.txt`);
  }
}

/** Run a test program; `prepare` makes the memory. */
export async function run(body, prepare = learn) {
  const { chromium } = tools("playwright-core");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "taiyaku-web-"));
  const t = new Test();
  t.server = new Server(folder);
  try {
    await prepare(t.server);
    await t.server.start();
    t.browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, ignoreDefaultArgs: ["--headless=old"] });
    await body(t);
    t.is(t.troubles, [], "no error on the page, no violation of its policy");
  } catch (error) {
    t.ok(false, "the test runs to its end", error.stack ?? error);
  } finally {
    await t.browser?.close();
    await t.server.stop("SIGKILL");
    fs.rmSync(folder, { recursive: true, force: true });
  }
  console.log(`1..${t.count}`);
  process.exitCode = t.failed ? 1 : 0;
}

/** Keys typed with an input method, through the DevTools protocol. */
export class InputMethod {
  static async on(page) {
    const im = new InputMethod();
    im.page = page;
    im.cdp = await page.context().newCDPSession(page);
    return im;
  }

  /** A key that the input method takes: the page sees keyCode 229. */
  async key(key, code = key) {
    await this.cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", code, windowsVirtualKeyCode: 229 });
    await this.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, code });
  }

  /** What stands there, underlined, not yet decided. */
  async compose(text, at = text.length) {
    await this.key("Process", "KeyA");
    await this.cdp.send("Input.imeSetComposition", { text, selectionStart: at, selectionEnd: at });
  }

  /** Enter, which decides for it. */
  async commit(text) {
    await this.cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
    await this.cdp.send("Input.insertText", { text });
    await this.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key: "Enter", code: "Enter", windowsVirtualKeyCode: 13 });
  }
}
