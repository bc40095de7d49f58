/* The page without a line: its own files, kept by the browser. Never an answer of the server, never a report. */
const KEPT = /* put in by the build: what the page loads */ [];
const NAME = "estran-shell-" + /* put in by the build: of what it holds */ "";
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  self.skipWaiting(); // an open page has loaded all it needs; the next load takes the new one
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const asked = new URL(event.request.url);
  if (event.request.method !== "GET" || asked.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && asked.pathname === "/" && !asked.search) event.respondWith(page(event.request));
  else if (asked.pathname.startsWith("/assets/")) event.respondWith(asset(event.request));
  // anything else goes to the server as if nobody stood between
});

async function keep() {
  const shell = await caches.open(NAME);
  await shell.addAll(["/", ...KEPT].map((path) => new Request(path, { cache: "reload" })));
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((one) => one.startsWith("estran-shell-") && one !== NAME).map((one) => caches.delete(one)));
}

/** The server's page; the kept one where it does not come, or comes as a failure of whatever stands before it. */
async function page(request) {
  const kept = await caches.match("/", { cacheName: NAME, ignoreVary: true });
  const fresh = fetch(request);
  if (!kept) return fresh;
  const late = new Promise((done) => setTimeout(() => done(kept), PATIENCE_MS));
  return Promise.race([late, fresh.then((answer) => (answer.status >= 500 ? kept : answer), () => kept)]);
}

/** A name holds a hash of what it names: what is kept is what would come. */
async function asset(request) {
  return (await caches.match(request, { cacheName: NAME, ignoreVary: true })) ?? fetch(request);
}
