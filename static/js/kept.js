// Lists the pages that this browser keeps, and forgets them when it is told to.
(async () => {
  const show = (id, on = true) => (document.getElementById(id).hidden = !on);
  const list = document.getElementById("kept");
  show("missing", !location.pathname.endsWith("/offline/"));
  try {
    // Where somebody blocks cookies, they are there and refuse to work.
    localStorage.getItem("offline");
    await caches.keys();
    if (!navigator.serviceWorker) throw new TypeError();
  } catch {
    return show("impossible");
  }

  async function fill() {
    list.replaceChildren();
    for (const name of await caches.keys()) {
      if (!name.startsWith("copy:")) continue;
      const path = name.slice(5);
      const copy = await caches.match(path, { cacheName: name, ignoreVary: true });
      const until = /until=(\d+)/.exec(copy?.headers.get("X-Keep-Offline"))?.[1];
      if (!(until * 1000 > Date.now())) continue;
      const page = new DOMParser().parseFromString(await copy.text(), "text/html");
      const link = document.createElement("a");
      link.href = path;
      link.lang = page.documentElement.lang;
      link.dir = page.documentElement.dir;
      link.textContent = page.querySelector("h1").textContent.trim();
      list.appendChild(document.createElement("li")).append(link);
    }
    const refused = localStorage.getItem("offline") === "no";
    show("some", list.childElementCount > 0);
    show("none", !refused && !list.childElementCount);
    show("refused", refused);
    show("forget", !refused);
    show("again", refused);
  }

  document.getElementById("forget").addEventListener("click", async () => {
    localStorage.setItem("offline", "no");
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map((worker) => worker.unregister()));
    for (const name of await caches.keys()) await caches.delete(name);
    await fill();
  });
  document.getElementById("again").addEventListener("click", () => {
    localStorage.removeItem("offline");
    fill();
  });
  fill();
})();
