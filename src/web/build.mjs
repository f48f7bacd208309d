// How the page becomes C: bundle, catalogues, gzip, one table of bytes.
// usage: node src/web/build.mjs OUT-FOLDER      (from the top folder)
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { gzipSync } from "node:zlib";

const out = process.argv[2];
const esbuild = createRequire(path.resolve(out, "x.js"))("esbuild");
const web = "src/web";
const languages = fs
  .readdirSync("po")
  .filter((f) => f.endsWith(".po"))
  .map((f) => f.slice(0, -3))
  .sort();

function sources(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((e) => (e.isDirectory() ? sources(`${folder}/${e.name}`) : `${folder}/${e.name}`))
    .filter((f) => /\.tsx?$/.test(f) && !f.endsWith(".d.ts"))
    .sort();
}

// Catalogue of the page: xgettext reads no TypeScript, but what esbuild makes
// of it.  `make pot` and the catalogue's test join it to that of the C sources.
function extract() {
  fs.rmSync(`${out}/pot`, { recursive: true, force: true });
  fs.mkdirSync(`${out}/pot`, { recursive: true });
  const made = sources(web).map((f) => {
    const { code } = esbuild.transformSync(fs.readFileSync(f, "utf8"), {
      loader: f.endsWith("x") ? "tsx" : "ts",
      jsx: "automatic",
      jsxImportSource: "preact",
      charset: "utf8",
    });
    const name = `${out}/pot/${f.slice(web.length + 1).replace(/\//g, "-")}.js`;
    fs.writeFileSync(name, code);
    return name;
  });
  execFileSync("xgettext", [
    "--language=JavaScript", "--no-location", "-k", "-k_", "-kN_", "-kQ_:1,2",
    "--from-code=UTF-8", "-o", `${out}/web.pot`, ...made,
  ]);
}

// What a .mo file holds, by its own table: msgid (with NUL plural) to msgstrs.
function readMo(bytes) {
  const word = (at) => bytes.readUInt32LE(at);
  const text = (at) => bytes.toString("utf8", word(at + 4), word(at + 4) + word(at));
  const [n, ids, strings] = [word(8), word(12), word(16)];
  const messages = {};
  let plural = "0";
  for (let i = 0; i < n; i++) {
    const id = text(ids + 8 * i);
    const forms = text(strings + 8 * i).split("\0");
    if (id === "") plural = /plural=([^;]*);/.exec(forms[0])?.[1] ?? "0";
    else messages[id.split("\0")[0]] = forms.length > 1 || id.includes("\0") ? forms : forms[0];
  }
  return { messages, plural };
}

// The page's messages in one language.  Plural forms are C expressions in n,
// which a page under our CSP cannot evaluate: it gets a table, to be read at n,
// or at 100 + n % 100 from 200 on.
function catalogue(lang) {
  const po = execFileSync("msgmerge", ["-q", "-N", `po/${lang}.po`, `${out}/web.pot`]);
  execFileSync("msgfmt", ["-o", `${out}/${lang}.mo`, "-"], { input: po });
  const { messages, plural } = readMo(fs.readFileSync(`${out}/${lang}.mo`));
  const form = new Function("n", `return Number(${plural});`);
  const plurals = Array.from({ length: 200 }, (_, n) => form(n));
  return JSON.stringify({ plurals: plurals.every((f) => f === 0) ? [] : plurals, messages });
}

function bundle() {
  const made = esbuild.buildSync({
    entryPoints: [`${web}/app.tsx`, `${web}/style/app.css`],
    entryNames: "[name]",
    bundle: true,
    minify: !process.env.WEB_DEBUG,
    charset: "utf8",
    format: "esm",
    target: ["es2021", "chrome100", "firefox100", "safari15"],
    jsx: "automatic",
    jsxImportSource: "preact",
    nodePaths: [`${out}/node_modules`],
    define: { LANGUAGES: JSON.stringify(languages) },
    legalComments: "none",
    outdir: out,
    write: false,
    logLevel: "warning",
  });
  return Object.fromEntries(made.outputFiles.map((f) => [path.basename(f.path), f.contents]));
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

function table(files) {
  const rows = [];
  const arrays = [];
  let total = 0;
  for (const [name, content] of files) {
    const gz = gzipSync(content, { level: 9 });
    gz[9] = 255; // no word of the system it was made on
    const etag = createHash("sha256").update(gz).digest("hex").slice(0, 20);
    const hex = [...gz].join(",").replace(/(.{1,76}),/g, "$1,\n");
    arrays.push(`static const unsigned char file${arrays.length}[] = {\n${hex}\n};\n`);
    rows.push(
      `\t{ "${name}", "${TYPES[path.extname(name)]}", "\\"${etag}\\"", ` +
        `file${rows.length}, ${gz.length} },\n`,
    );
    total += gz.length;
    fs.mkdirSync(path.dirname(`${out}/page${name}`), { recursive: true });
    fs.writeFileSync(`${out}/page${name}`, content);
  }
  fs.writeFileSync(
    `${out}/assets.c`,
    `#include "serve/serve.h"\n${arrays.join("")}` +
      `const struct ty_asset ty_assets[] = {\n${rows.join("")}\t{ .path = NULL }\n};\n`,
  );
  return total;
}

extract();
const made = bundle();
const files = [
  ["/index.html", fs.readFileSync(`${web}/index.html`)],
  ["/app.js", made["app.js"]],
  ["/app.css", made["app.css"]],
  ["/favicon.svg", fs.readFileSync(`${web}/favicon.svg`)],
  ...languages.map((l) => [`/messages/${l}.json`, Buffer.from(catalogue(l))]),
];
fs.rmSync(`${out}/page`, { recursive: true, force: true });
table(files);
