// A partner's website that shows Refugee Week content from the partner API.
//
// Nothing here is specific to one framework: `ask` gets JSON, the `show…` functions
// turn it into elements. Text always goes in as text. HTML goes in at one place only,
// `richText`, and there only the elements and attributes named below survive.

const LISTS = {
  editions: "Editions",
  stories: "Stories",
  "press-releases": "Press releases",
};

// What the API promises to send inside `body_html` and rich text.
const ELEMENTS = new Set(
  ("a abbr aside b bdi blockquote br cite dd details div dl dt em figcaption figure h2 h3 " +
    "h4 hr i img li ol p picture small source span strong sub summary sup time ul").split(" "),
);
const ATTRIBUTES = new Set(
  "alt class datetime decoding dir height href hreflang lang loading rel sizes src srcset type width".split(" "),
);
const ADDRESSES = ["href", "src"];
const ALLOWED_ADDRESS = /^(https?:\/\/|mailto:|tel:)/i;

// What this website is written in, and the API's name for that language.
const LANGUAGE = document.documentElement.lang;
const LOCALE = LANGUAGE.split("-")[0];
const query = new URLSearchParams(location.search);
const api = apiAddress();
const main = document.querySelector("main");

/** Where the API is: `?api=`, or `data-api` on the script, or this site's own. */
function apiAddress() {
  const script = document.querySelector('script[src$="partner.js"]');
  const own = new URL("/api/v2/", location.href);
  const asked = query.get("api");
  if (asked) {
    // Anybody can write a link with `?api=`, so it may only name a machine of ours.
    const url = URL.canParse(asked, location.href) ? new URL(asked, location.href) : own;
    const ours = url.origin === location.origin || ["localhost", "127.0.0.1"].includes(url.hostname);
    return withSlash(ours && /^https?:$/.test(url.protocol) ? url : own);
  }
  return withSlash(script.dataset.api ? new URL(script.dataset.api, location.href) : own);
}

function withSlash(url) {
  return url.href.replace(/[?#].*$/, "").replace(/\/*$/, "/");
}

/** Ask the API; return its answer, or throw an error with its message. */
async function ask(path, parameters = {}) {
  const url = new URL(path, api);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.message || `The API answered ${response.status}.`);
  return answer;
}

/** Make an element: `make("p", {class: "date"}, "20 June", make("b", {}, "2022"))`. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== "") element.setAttribute(key, value);
  }
  if ("alt" in attributes) element.setAttribute("alt", attributes.alt); // empty is an answer
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Turn the API's HTML into nodes, keeping only what it promises to send. */
function richText(html) {
  const parsed = new DOMParser().parseFromString(html || "", "text/html");
  for (const element of [...parsed.body.querySelectorAll("*")]) {
    if (!ELEMENTS.has(element.localName)) {
      element.remove();
      continue;
    }
    for (const { name, value } of [...element.attributes]) {
      const unsafe = ADDRESSES.includes(name) && !ALLOWED_ADDRESS.test(value.trim());
      if (!ATTRIBUTES.has(name) || unsafe) element.removeAttribute(name);
    }
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...[...parsed.body.childNodes].map((node) => document.importNode(node, true)));
  return fragment;
}

/** A picture with every file the API offers; the browser takes the best it can show. */
function picture(image, sizes) {
  if (!image) return null;
  const srcset = (type) =>
    image.renditions.filter((file) => file.type === type).map((file) => `${file.url} ${file.width}w`).join(", ");
  const types = [...new Set(image.renditions.map((file) => file.type))];
  const fallback = types.pop();
  const files = image.renditions.filter((file) => file.type === fallback);
  return make(
    "picture",
    {},
    ...types.map((type) => make("source", { type, srcset: srcset(type), sizes })),
    make("img", {
      src: files.length ? files[0].url : image.meta.download_url,
      srcset: fallback && srcset(fallback),
      sizes,
      width: image.width,
      height: image.height,
      alt: image.alt,
      loading: "lazy",
    }),
  );
}

/** A picture with its caption, and with the credit that its licence asks for. */
function figure(image) {
  if (!image) return null;
  const credit = image.credit ? make("small", {}, `${image.credit} (${image.licence})`) : null;
  const caption = image.caption || credit ? make("figcaption", {}, image.caption, " ", credit) : null;
  return make("figure", {}, picture(image, "(min-width: 48rem) 46rem, 100vw"), caption);
}

function day(text) {
  // The API's dates have no time zone: shown as they are, wherever the reader is.
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${text}T00:00:00Z`));
}

function days(from, to) {
  if (!from) return "";
  return to && to !== from ? `${day(from)} to ${day(to)}` : day(from);
}

/** When a page of any type is from, in a few words. */
function when(item) {
  if (item.date) return [day(item.date), item.location].filter(Boolean).join(", ");
  if (item.year) return days(item.start_date, item.end_date) || String(item.year);
  const first = (item.occurrences || [])[0];
  return first ? days(first.start_date, first.end_date) : (item.edition || {}).title || "";
}

function link(item, list) {
  const parameters = new URLSearchParams({ list, id: item.id });
  if (query.has("api")) parameters.set("api", query.get("api"));
  return `?${parameters}`;
}

function card(item, list) {
  return make(
    "li",
    { lang: item.meta.locale, dir: item.meta.locale === "ar" ? "rtl" : null },
    picture(item.image || item.hero_image, "(min-width: 48rem) 22rem, 100vw"),
    make("h3", {}, make("a", { href: link(item, list) }, item.title)),
    make("p", { class: "date" }, when(item)),
    make("p", {}, item.introduction),
  );
}

function cards(items, list) {
  return items.length
    ? make("ul", { class: "cards" }, ...items.map((item) => card(item, list)))
    : make("p", {}, "There is nothing here yet.");
}

/** The first page: a few of each. */
async function showFront() {
  const lists = Object.keys(LISTS);
  const answers = await Promise.all(lists.map((list) => ask(`${list}/`, { locale: LOCALE, limit: 3 })));
  show("Refugee Week", [
    make("h1", {}, "Refugee Week"),
    ...lists.map((list, index) =>
      make(
        "section",
        {},
        make("h2", {}, make("a", { href: withApi(`?list=${list}`) }, LISTS[list])),
        cards(answers[index].items, list),
      ),
    ),
  ]);
}

/** A whole list, page by page. */
async function showList(list) {
  const limit = 12;
  const offset = Math.max(0, Number.parseInt(query.get("offset"), 10) || 0);
  const answer = await ask(`${list}/`, { locale: LOCALE, limit, offset });
  const turn = (words, to, rel) => make("a", { href: withApi(`?list=${list}&offset=${to}`), rel }, words);
  show(LISTS[list], [
    make("h1", {}, LISTS[list]),
    cards(answer.items, list),
    make(
      "nav",
      { "aria-label": "More", class: "turn" },
      answer.meta.previous ? turn("Newer", Math.max(0, offset - limit), "prev") : null,
      answer.meta.next ? turn("Older", offset + limit, "next") : null,
    ),
  ]);
}

function facts(page) {
  const rows = [];
  const add = (term, ...values) => {
    if (values.length) rows.push(make("dt", {}, term), ...values.map((value) => make("dd", {}, value)));
  };
  add(
    "When and where",
    ...(page.occurrences || []).map((row) =>
      [
        row.status === "scheduled" ? "" : `${row.status}:`,
        days(row.start_date, row.end_date),
        row.start_time ? row.start_time.slice(0, 5) : "",
        row.venue ? `${row.venue.name}, ${row.venue.city}` : row.is_online ? "online" : "",
        row.status_note,
      ].filter(Boolean).join(" "),
    ),
  );
  add("With", ...(page.partnerships || []).map((row) => row.partner.name));
  add("People", ...(page.contributors || []).map((row) => [row.person.name, row.role].filter(Boolean).join(", ")));
  add("Press contact", ...(page.contacts || []).map((row) => [row.name, row.email, row.phone].filter(Boolean).join(", ")));
  return rows.length ? make("dl", { class: "facts" }, ...rows) : null;
}

/** One page in full: what `pages/<id>/` and `page_preview/1/` give. */
function showPage(page) {
  const notes = page.notes_to_editors;
  const attachments = page.attachments || [];
  show(page.title, [
    make(
      "article",
      { lang: page.meta.locale, dir: page.meta.locale === "ar" ? "rtl" : null },
      make("h1", {}, page.title),
      make("p", { class: "date" }, when(page)),
      make("p", { class: "introduction" }, page.introduction),
      figure(page.image || page.hero_image),
      facts(page),
      make("div", { class: "body" }, richText(page.body_html)),
      notes ? make("section", {}, make("h2", {}, "Notes to editors"), richText(notes)) : null,
      attachments.length
        ? make(
            "ul",
            {},
            ...attachments.map((file) => make("li", {}, make("a", { href: file.meta.download_url }, file.title))),
          )
        : null,
      page.meta.html_url
        ? make("p", {}, make("a", { href: page.meta.html_url, rel: "external" }, "Read this at IOM UK"), ` (text: ${page.meta.licence})`)
        : null,
    ),
  ]);
}

async function showPreview() {
  const parameters = { content_type: query.get("content_type"), token: query.get("token") };
  document.querySelector("#banner").hidden = false;
  document.body.classList.add("preview");
  showPage(await ask("page_preview/1/", parameters));
  document.title = `Preview: ${document.title}`;
}

function withApi(href) {
  return query.has("api") ? `${href}&api=${encodeURIComponent(query.get("api"))}` : href;
}

function show(title, nodes) {
  document.title = `${title} – A charity’s website`;
  main.replaceChildren(...nodes.filter(Boolean));
  main.removeAttribute("aria-busy");
}

function showError(error) {
  show("Sorry", [
    make("h1", {}, "This cannot be shown now"),
    make("p", { role: "alert" }, error.message),
    make("p", {}, make("a", { href: withApi("?") }, "To the first page")),
  ]);
}

async function start() {
  for (const anchor of document.querySelectorAll("header a")) {
    anchor.setAttribute("href", withApi(anchor.getAttribute("href")));
  }
  const list = query.get("list");
  try {
    if (query.has("token")) await showPreview();
    else if (list in LISTS && /^\d+$/.test(query.get("id") || "")) showPage(await ask(`${list}/${query.get("id")}/`));
    else if (list in LISTS) await showList(list);
    else await showFront();
  } catch (error) {
    showError(error);
  }
}

start();
