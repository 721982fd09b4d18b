// Keeps pages that were opened, so that they can be read without a connection. The
// network always comes first: a copy is shown only where there is no answer at all.
"use strict";

const SITE = {{ site|safe }};
// One cache for each page, with the files that it shows.
const COPY = "copy:";
// What is shown in the place of a page that is not kept.
const FRAME = "frame";
// When the copies were last compared with the site.
const CHECKED = "/checked";
const HOUR = 3600000;

const mark = (answer) =>
  /^until=(\d+), version=(\d+)$/.exec(answer.headers.get(SITE.header) || "");
const inTime = (answer) => mark(answer)?.[1] * 1000 > Date.now();
const mayBeKept = (answer) =>
  answer.status === 200 &&
  answer.type === "basic" &&
  /\bpublic\b/.test(answer.headers.get("Cache-Control")) &&
  inTime(answer);
// Too many requests, or trouble on the server: that says nothing of the page.
const tellsNothing = (answer) => answer.status >= 500 || answer.status === 429;
const isPage = (url) =>
  url.origin === location.origin &&
  !SITE.never.some((start) => url.pathname.startsWith(start)) &&
  !url.pathname.includes(SITE.neverWithin) &&
  !SITE.parameters.some((name) => url.searchParams.has(name));
const isFile = (url) =>
  url.origin === location.origin &&
  !url.search &&
  SITE.folders.some((start) => url.pathname.startsWith(start));

async function copyOf(path) {
  const copy = await caches.match(path, { cacheName: COPY + path, ignoreVary: true });
  if (copy && !inTime(copy)) await caches.delete(COPY + path);
  return copy && inTime(copy) ? copy : undefined;
}

async function learn(path, answer) {
  if (mayBeKept(answer)) await (await caches.open(COPY + path)).put(path, answer);
  else if (!tellsNothing(answer)) await caches.delete(COPY + path);
}

async function openPage(event, url) {
  try {
    const answer = await fetch(event.request);
    if (isPage(url)) event.waitUntil(learn(url.pathname, answer.clone()));
    return answer;
  } catch (error) {
    const copy = isPage(url) && (await copyOf(url.pathname));
    const page = SITE.pages[url.pathname.split("/")[1]] || SITE.main;
    return copy || (await caches.match(page, { ignoreVary: true })) || Response.error();
  }
}

async function openFile(request) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await caches.match(request.url, { ignoreVary: true })) || Response.error();
  }
}

async function keep(url, files) {
  const path = url.pathname;
  // The page that has brought the worker was opened without it.
  if (!(await copyOf(path))) await learn(path, await fetch(path, { redirect: "manual" }));
  if (!(await copyOf(path))) return;
  const copy = await caches.open(COPY + path);
  const wanted = new Set([location.origin + path, ...files]);
  const kept = new Set();
  for (const request of await copy.keys()) {
    if (wanted.has(request.url)) kept.add(request.url);
    else await copy.delete(request);
  }
  const missing = [...wanted].filter((file) => !kept.has(file) && isFile(new URL(file)));
  await Promise.allSettled(missing.map((file) => copy.add(file)));
}

async function copies() {
  const names = (await caches.keys()).filter((name) => name.startsWith(COPY));
  return names.map((name) => name.slice(COPY.length));
}

async function dropOldest() {
  const read = new Map();
  for (const path of await copies()) {
    const copy = await copyOf(path);
    if (copy) read.set(path, Date.parse(copy.headers.get("Date")) || 0);
  }
  const oldest = [...read].sort((a, b) => a[1] - b[1]).map(([path]) => path);
  for (const path of oldest.slice(0, Math.max(0, oldest.length - SITE.most))) {
    await caches.delete(COPY + path);
  }
}

async function check() {
  const frame = await caches.open(FRAME);
  const last = await frame.match(CHECKED);
  if (last && Date.now() - (await last.text()) < HOUR) return;
  const own = await fetch(SITE.worker, { method: "HEAD" });
  if (own.status === 404 || own.status === 410) return retire();
  for (const path of await copies()) {
    const answer = await fetch(path, { method: "HEAD", redirect: "manual" });
    const copy = await copyOf(path);
    if (!mayBeKept(answer)) await learn(path, answer);
    else if (copy && mark(copy)[2] !== mark(answer)[2]) await learn(path, await fetch(path));
  }
  await frame.put(CHECKED, new Response(Date.now()));
}

async function retire() {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}

addEventListener("install", (event) => {
  const fresh = [...Object.values(SITE.pages), ...SITE.files].map(
    (url) => new Request(url, { cache: "no-cache" }),
  );
  event.waitUntil(
    caches
      .delete(FRAME)
      .then(() => caches.open(FRAME))
      .then((frame) => frame.addAll(fresh))
      .then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (SITE.never.some((start) => url.pathname.startsWith(start)) && !isFile(url)) return;
  if (event.request.mode === "navigate") {
    if (!isFile(url)) event.respondWith(openPage(event, url));
  } else if (isFile(url)) event.respondWith(openFile(event.request));
});

addEventListener("message", (event) => {
  const url = new URL(event.source.url);
  if (isPage(url)) {
    event.waitUntil(
      keep(url, event.data)
        .then(dropOldest)
        .then(check)
        // The connection went; the next page tries again.
        .catch(() => {}),
    );
  }
});
