// A service worker: keeps this website's own files for when there is no connection.
// What the API answered is kept by partner.js.
const KEPT = "partner-files";
const FILES = ["./", "partner.css", "partner.js"].map((name) => new URL(name, location.href).href);

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES)));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  // The query chooses no other file, and may hold the token of a preview.
  const file = event.request.url.replace(/[?#].*$/, "");
  if (event.request.method === "GET" && FILES.includes(file)) event.respondWith(newest(event.request, file));
});

async function newest(request, file) {
  const kept = await caches.open(KEPT);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await kept.put(file, response.clone());
    return response;
  } catch (error) {
    const copy = await kept.match(file);
    if (copy) return copy;
    throw error;
  }
}
