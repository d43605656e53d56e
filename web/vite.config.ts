import { defineConfig, type Plugin } from "vite";

declare const process: { env: Record<string, string | undefined> };

/** Writes the names of the built files into the service worker, so that it can keep the whole page for offline. */
function keepForOffline(): Plugin {
  return {
    name: "keep-for-offline",
    generateBundle(_options, bundle) {
      const worker = bundle["service_worker.js"];
      if (worker?.type !== "chunk") this.error("The service worker was not built.");
      const files = Object.keys(bundle).filter((name) => name !== "service_worker.js");
      files.push("", "icon.svg", "manifest.webmanifest");
      worker.code = worker.code.replace("__FILES_OF_THE_PAGE__", JSON.stringify(files.sort().join(" ")).slice(1, -1));
    },
  };
}

export default defineConfig({
  plugins: [keepForOffline()],
  build: {
    outDir: process.env.PLANTROOM_PAGE_FOLDER ?? "../api/static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      preserveEntrySignatures: "allow-extension",
      input: { page: "index.html", service_worker: "src/service_worker.ts" },
      output: {
        entryFileNames: (chunk) =>
          chunk.name === "service_worker" ? "service_worker.js" : "assets/[name]-[hash].js",
        // All that the first look needs, in one file: split by who else needs it, it would cost half a kilobyte more.
        codeSplitting: { groups: [{ name: "first_look", test: /src.app\.tsx$/ }] },
      },
    },
  },
  server: { proxy: { "/v1": process.env.PLANTROOM_API ?? "http://127.0.0.1:8000" } },
});
