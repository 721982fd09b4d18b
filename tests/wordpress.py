"""What a stock WordPress makes of the HTML of a provider that it does not know.

Its rules in our own words (`wp_filter_oembed_result`): three elements with few
attributes are kept, of them one quotation at most and one frame, in this order. The
frame may run scripts and nothing else, and is hidden while a quotation stands for it.
Both get a secret, by which the frame's messages are known.
"""

from __future__ import annotations

from bs4 import BeautifulSoup


KEPT = {
    "a": {"href"},
    "blockquote": set(),
    "iframe": {
        "src", "width", "height", "frameborder", "marginwidth", "marginheight",
        "scrolling", "title",
    },
}  # fmt: skip
SECRET = "s3cretW0rd"

#: What the page around the card does (`wp-embed.js`): it shows the frame as soon as that
#: speaks, gives it the height it asks for, and goes where it leads on its own host.
LISTENER = """
addEventListener("message", ({data, source}) => {
  const frame = document.querySelector(`iframe[data-secret="${data.secret}"]`);
  if (!frame || source !== frame.contentWindow) return;
  document.querySelector("blockquote").style.display = "none";
  frame.removeAttribute("style");
  if (data.message === "height") {
    frame.height = Math.max(200, Math.min(1000, parseInt(data.value, 10)));
  }
  const leads = data.message === "link" && new URL(data.value);
  if (leads && leads.host === new URL(frame.src).host) location.href = leads.href;
});
addEventListener("load", () => {
  const frame = document.querySelector("iframe");
  frame.contentWindow.postMessage({message: "ready", secret: frame.dataset.secret}, "*");
});
"""


def filtered(html: str) -> str:
    """Return what is left of `html`; empty where WordPress refuses it."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        if element.name not in KEPT:
            element.unwrap()
            continue
        for name in set(element.attrs) - KEPT[element.name]:
            del element[name]
    frame = soup.find("iframe")
    if frame is None or frame.contents:
        return ""
    quotation = frame.find_previous("blockquote")
    frame["src"] += f"#?secret={SECRET}"
    frame["sandbox"] = "allow-scripts"
    for element in filter(None, [frame, quotation]):
        element["data-secret"] = SECRET
        element["class"] = "wp-embedded-content"
    if quotation:
        frame["style"] = "position: absolute; visibility: hidden;"
    return f"{quotation or ''}{frame}"


def post(html: str) -> str:
    """Return a page of a WordPress site with `html` in it."""
    return (
        f"<!DOCTYPE html><title>A blog</title>{html}"
        f"<script>{LISTENER}</script><p>The end.</p>"
    )
