/** Keeps the page itself on the phone, so that it opens in a lift. What buildings say never passes through here. */

const worker = self as unknown as ServiceWorkerGlobalScope;
const files = "__FILES_OF_THE_PAGE__".split(" ");

/** The built files carry their content in their names; a new page is a new list, and so a new cache. */
async function cacheName(): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(files.join(" ")));
  return `page-${Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

worker.addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(await cacheName());
    await cache.addAll(files.map((file) => new Request(`/${file}`, { cache: "reload" })));
    await worker.skipWaiting();
  };
  event.waitUntil(keep());
});

worker.addEventListener("activate", (event) => {
  const clear = async () => {
    const current = await cacheName();
    for (const name of await caches.keys()) if (name !== current) await caches.delete(name);
    await worker.clients.claim();
  };
  event.waitUntil(clear());
});

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === "/") event.respondWith(freshest(event.request));
  else if (files.includes(url.pathname.slice(1))) event.respondWith(kept(event.request));
});

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

/** The page's own document: from the server where there is one within two seconds, else the one kept. */
async function freshest(request: Request): Promise<Response> {
  const inTime = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("slow")), 2000));
  try {
    const response = await Promise.race([fetch(request), inTime]);
    if (response.ok) return response;
  } catch {
    // The kept one it is.
  }
  return (await caches.match("/")) ?? fetch(request);
}
