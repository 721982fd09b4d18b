// Wagtail forgets a preview mode that is chosen while a preview is still loading: the
// menu then names the new mode and the panel shows the old one. This asks once more, as
// soon as that preview is there.
(() => {
  const MENU = "[data-w-preview-target='mode']";
  let chosen = null;

  document.addEventListener("change", ({ target }) => {
    if (target.matches(MENU)) chosen = target.value;
  });

  document.addEventListener("w-preview:updated", ({ target }) => {
    const menu = target.querySelector(MENU);
    const shown = document.getElementById("w-preview-iframe")?.src;
    if (chosen === null || !menu || !shown) return;
    if (new URL(shown).searchParams.get("mode") !== chosen) {
      menu.dispatchEvent(new Event("change", { bubbles: true }));
    }
    chosen = null; // a form with errors shows no preview, however often one asks
  });
})();
