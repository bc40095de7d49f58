import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

export default defineConfig(({ mode }) => ({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [shell()],
  server: { fs: { allow: [".."] } },
  build: {
    outDir: "../src/estran/server/static",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the page may load from this server only, and no data: fonts
    modulePreload: { polyfill: false },
    sourcemap: mode === "development" ? "inline" : false,
    minify: mode !== "development",
    chunkSizeWarningLimit: 900,
  },
}));

/** Write the worker that keeps the page for a telephone without a line: which files, and a name of their content. */
function shell(): Plugin {
  return {
    name: "estran-shell",
    enforce: "post",
    generateBundle(_, bundle) {
      const own = readFileSync(new URL("worker/shell.js", import.meta.url), "utf-8");
      const page = readFileSync(new URL("index.html", import.meta.url), "utf-8");
      const names = Object.keys(bundle).filter((one) => one.startsWith("assets/") && !one.endsWith(".woff"));
      const kept = JSON.stringify(names.toSorted().map((one) => `/${one}`));
      const version = createHash("sha256").update(own).update(page).update(kept).digest("hex").slice(0, 16);
      const source = own
        .replace(/KEPT = \/\*[^*]*\*\/ \[\]/, () => `KEPT = ${kept}`)
        .replace(/"estran-shell-" \+ \/\*[^*]*\*\/ ""/, () => JSON.stringify(`estran-shell-${version}`));
      if (!source.includes(`KEPT = ${kept}`) || !source.includes(version)) this.error("worker/shell.js has lost its two places");
      this.emitFile({ type: "asset", fileName: "worker.js", source });
    },
  };
}
