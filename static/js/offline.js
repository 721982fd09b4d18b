// Lets the browser keep the page that is shown, to be read without a connection.
// Nothing depends on it. Who saves data, or has said no, is left alone.
addEventListener("load", async () => {
  try {
    if (navigator.connection?.saveData || localStorage.getItem("offline") === "no") return;
    const workers = navigator.serviceWorker;
    await workers.register("/service-worker.js");
    const { active } = await workers.ready;
    const files = [...document.querySelectorAll("link[rel~=stylesheet], link[rel~=icon]")]
      .map((link) => link.href)
      .concat([...document.scripts].map((script) => script.src))
      .concat([...document.images].map((image) => image.currentSrc || image.src));
    active.postMessage(files.filter(Boolean));
  } catch (error) {
    // A browser that keeps nothing for this site shows it all the same.
  }
});
