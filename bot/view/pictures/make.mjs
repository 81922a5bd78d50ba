// Makes a picture of each golden file of bot/view:
//
//	cd bot/view/pictures && npm install && node make.mjs [FOLDER] [--readme]
//
// FOLDER (pictures of all surfaces, by language) is /tmp/precedent-pictures unless
// named. --readme also puts those that the README shows beside this file. The looks are those of slack-blocks-to-jsx, which come close to Slack's.
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import chromium from "@sparticuz/chromium";
import puppeteer from "puppeteer-core";
import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const require = createRequire(import.meta.url);
const { Message } = require("slack-blocks-to-jsx");
const here = dirname(fileURLToPath(import.meta.url));
const golden = join(here, "..", "testdata");
const inReadme = ["example", "comparison_shared", "home", "news"];
const args = process.argv.slice(2);
const out = args.find((a) => !a.startsWith("--")) ?? "/tmp/precedent-pictures";
const style = await readFile(require.resolve("slack-blocks-to-jsx/dist/style.css"), "utf8");

const people = [{ id: "U0123", name: "ada" }, { id: "U0456", name: "marek" }];
const logo = "data:image/svg+xml," + encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="6" fill="#1f3a5f"/><text x="18" y="25" font-family="sans-serif" font-size="20" font-weight="bold" fill="white" text-anchor="middle">P</text></svg>');

// inputs are shown as text: the renderer has no input blocks worth a picture.
function shown(blocks) {
  return blocks.flatMap((b) => b.type === "input" ? [
    { type: "section", text: { type: "mrkdwn", text: `*${b.label.text}*${b.optional ? " (optional)" : ""}${b.hint ? `\n_${b.hint.text}_` : ""}` } },
    { ...b, type: "actions", elements: [{ ...b.element, action_id: b.block_id }], label: undefined, element: undefined, hint: undefined },
  ] : [b]);
}

function page(name, content) {
  const blocks = Array.isArray(content) ? content : content.Blocks ?? content.blocks;
  const common = { blocks: shown(blocks), logo, name: "Precedent", theme: "light", time: new Date("2026-11-24T09:00:00Z"), data: { users: people, channels: [{ id: "C0123", name: "procurement" }] } };
  if (content.type !== "modal" && content.type !== "home") return renderToStaticMarkup(h(Message, common));
  const buttons = [content.close?.text, content.submit?.text].filter(Boolean).map((t) => `<span class="button">${t}</span>`).join("");
  const title = content.title ? `<div class="title">${content.title.text}</div>` : "";
  return `<div class="window">${title}${renderToStaticMarkup(h(Message, { ...common, withoutWrapper: true }))}<div class="foot">${buttons}</div></div>`;
}

const browser = await puppeteer.launch({ args: [...chromium.args, "--no-sandbox"], executablePath: await chromium.executablePath(), headless: true });
try {
  for (const language of await readdir(golden)) {
    await mkdir(join(out, language), { recursive: true });
    for (const file of (await readdir(join(golden, language))).filter((f) => f.endsWith(".json"))) {
      const content = JSON.parse(await readFile(join(golden, language, file), "utf8"));
      const tab = await browser.newPage();
      await tab.setViewport({ width: 760, height: 200, deviceScaleFactor: 1 });
      await tab.setContent(`<!doctype html><html lang="${language}"><meta charset="utf-8"><style>${style}
        body { margin: 16px; font-family: Lato, "Open Sans", "DejaVu Sans", sans-serif; background: white; }
        .window { border: 1px solid #ccc; border-radius: 8px; padding: 16px; max-width: 520px; }
        .title { font-weight: bold; font-size: 20px; margin-bottom: 12px; }
        .foot { text-align: right; margin-top: 16px; } .button { border: 1px solid #aaa; border-radius: 4px; padding: 6px 12px; margin-left: 8px; }
      </style><body>${page(basename(file, ".json"), content)}</body></html>`);
      await writeFile(join(out, language, basename(file, ".json") + ".png"), await tab.screenshot({ fullPage: true }));
      await tab.close();
    }
  }
} finally {
  await browser.close();
}
if (args.includes("--readme")) {
  for (const name of inReadme) await copyFile(join(out, "en", name + ".png"), join(here, name + ".png"));
}
console.log("pictures in " + out);
