import { defineConfig } from "vite";

export default defineConfig(({ mode }) => ({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
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
