// Bundles every island of src/ (files without a dash in front) and the styles, with fonts and map data,
// into the folder named on the command line. Brotli twins are written beside what compresses well.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const out = process.argv[2];
if (!out) throw new Error("usage: node build.mjs FOLDER");
await rm(out, { recursive: true, force: true });
await mkdir(join(out, "fonts"), { recursive: true });

const islands = (await readdir("src")).filter((name) => name.endsWith(".ts") && !name.startsWith("_"));
const common = { bundle: true, minify: true, legalComments: "linked", logLevel: "warning" };
await build({
  ...common,
  entryPoints: islands.map((name) => join("src", name)),
  outdir: out,
  format: "esm",
  target: "es2022",
  splitting: true,
  chunkNames: "part-[hash]",
});
await build({ ...common, entryPoints: ["styles/main.css"], outdir: out, external: ["/static/fonts/*"] });

const plex = "node_modules/@fontsource/ibm-plex-sans-arabic";
const naskh = "node_modules/@fontsource-variable/noto-naskh-arabic";
const fonts = [
  ...["arabic-400", "arabic-600", "latin-400", "latin-600"].map(
    (cut) => `${plex}/files/ibm-plex-sans-arabic-${cut}-normal.woff2`,
  ),
  `${naskh}/files/noto-naskh-arabic-arabic-wght-normal.woff2`,
];
for (const font of fonts) await copyFile(font, join(out, "fonts", basename(font)));
await copyFile(`${plex}/LICENSE`, join(out, "fonts", "ibm-plex-sans-arabic.LICENSE.txt"));
await copyFile(`${naskh}/LICENSE`, join(out, "fonts", "noto-naskh-arabic.LICENSE.txt"));
await copyFile("node_modules/world-atlas/countries-50m.json", join(out, "countries-50m.json"));

for (const name of await readdir(out)) {
  if (!/\.(js|css|json)$/.test(name)) continue;
  const raw = await readFile(join(out, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  await writeFile(join(out, `${name}.br`), brotliCompressSync(raw, { params }));
}
