// A partner's website that shows Refugee Week content from the partner API.
//
// Nothing here is specific to one framework: `ask` gets JSON, the `show…` functions
// turn it into elements. Text always goes in as text. HTML goes in at one place only,
// `richText`, and there only the elements and attributes named below survive.

// The lists that the API has, and by what each can be narrowed down.
const LISTS = {
  editions: ["year"],
  stories: ["edition_year", "event_format", "partner"],
  "press-releases": ["year"],
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

// This website's own words, by the API's name for the language.
const WORDS = {
  en: {
    site: "A charity’s website",
    skip: "Skip to content",
    main: "Main",
    front: "Refugee Week",
    editions: "Editions",
    stories: "Stories",
    "press-releases": "Press releases",
    source: "Stories and press releases come from the Refugee Week website of IOM UK.",
    preview: "Preview: this is a draft that nobody else can see.",
    narrow: "Narrow down",
    search: "Search",
    year: "Year",
    edition_year: "Edition",
    event_format: "Format",
    partner: "Partner",
    any: "All",
    show: "Show",
    results: "Results",
    none: "Nothing fits. Choose something else, or",
    everything: "show everything",
    empty: "There is nothing here yet.",
    more: "More",
    newer: "Newer",
    older: "Older",
    dates: "When and where",
    online: "online",
    with: "With",
    people: "People",
    contact: "Press contact",
    notes: "Notes to editors",
    read: "Read this at IOM UK",
    licence: "text",
    sorry: "This cannot be shown now",
    first: "To the first page",
    copy: "There is no connection. This is an offline copy from",
    offline: "There is no connection, and there is no offline copy of this.",
    cancelled: "Cancelled",
    postponed: "Postponed",
    rescheduled: "Rescheduled",
  },
  ar: {
    site: "موقع جمعية خيرية",
    skip: "انتقل إلى المحتوى",
    main: "القائمة الرئيسية",
    front: "أسبوع اللاجئين",
    editions: "الدورات",
    stories: "القصص",
    "press-releases": "البيانات الصحفية",
    source: "القصص والبيانات الصحفية من موقع أسبوع اللاجئين التابع للمنظمة الدولية للهجرة في المملكة المتحدة.",
    preview: "معاينة: هذه مسودة لا يراها أحد غيرك.",
    narrow: "تصفية",
    search: "بحث",
    year: "السنة",
    edition_year: "الدورة",
    event_format: "نوع الفعالية",
    partner: "الشريك",
    any: "الكل",
    show: "عرض",
    results: "النتائج",
    none: "لا توجد نتائج مطابقة. جرّب اختيارًا آخر أو",
    everything: "اعرض كل شيء",
    empty: "لا يوجد شيء هنا بعد.",
    more: "المزيد",
    newer: "الأحدث",
    older: "الأقدم",
    dates: "الزمان والمكان",
    online: "عبر الإنترنت",
    with: "بالشراكة مع",
    people: "المشاركون",
    contact: "للاستفسارات الصحفية",
    notes: "ملاحظات للمحررين",
    read: "اقرأ هذا على موقع المنظمة الدولية للهجرة في المملكة المتحدة",
    licence: "النص",
    sorry: "لا يمكن عرض هذا الآن",
    first: "إلى الصفحة الأولى",
    copy: "لا يوجد اتصال بالإنترنت. هذه نسخة محفوظة من",
    offline: "لا يوجد اتصال بالإنترنت، ولا توجد نسخة محفوظة من هذه الصفحة.",
    cancelled: "أُلغيت",
    postponed: "أُجّلت",
    rescheduled: "تغيّر موعدها",
  },
};
const NAMES = { en: "English", ar: "العربية" };
// The API names formats in English.
const FORMATS = {
  ar: {
    concert: "حفل موسيقي",
    exhibition: "معرض",
    screening: "عرض فيلم",
    discussion: "نقاش",
    living_library: "مكتبة حية",
    performance: "عرض فني",
    workshop: "ورشة عمل",
    online: "عبر الإنترنت",
    other: "أخرى",
  },
};

const query = new URLSearchParams(location.search);
const main = document.querySelector("main");
const api = apiAddress();

// The language is that of `<html lang>`, or what `?lang=` asks for.
const OWN = document.documentElement.lang;
const LOCALE = Object.hasOwn(WORDS, query.get("lang")) ? query.get("lang") : OWN.split("-")[0];
const LANGUAGE = OWN.startsWith(LOCALE) ? OWN : LOCALE;
const words = WORDS[LOCALE] || WORDS.en;
const DIGITS = `${LANGUAGE}-u-nu-latn`; // years are written as in the titles

// What the API answered last is kept here for when there is no connection.
const COPIES = "partner-answers";
const COPIED_AT = "X-Copied-At";
const MOST_COPIES = 100;
const KEEP_FOR = 7 * 24 * 60 * 60 * 1000;

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

/**
 * Ask the API; return its answer, or throw an error with its message.
 *
 * Without a connection it is the answer of the last time. Drafts are asked for with
 * `keep` false: they are never kept.
 */
async function ask(path, parameters = {}, keep = true) {
  const url = new URL(path, api);
  for (const [name, value] of Object.entries(parameters)) if (value !== "") url.searchParams.set(name, value);
  const copies = keep && globalThis.caches ? await caches.open(COPIES).catch(() => null) : null;
  let response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" }).catch(() => null);
  if (!response || response.status === 429 || response.status >= 500) {
    const copy = await findCopy(copies, url);
    if (!response && !copy) throw new Error(words.offline);
    response = copy || response;
  } else if (copies) {
    if (response.ok) await keepCopy(copies, url, response.clone()).catch(() => {}); // there may be no room
    else if ([404, 410].includes(response.status)) await dropCopies(copies, [pageId(url)]);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.message || `The API answered ${response.status}.`);
  return answer;
}

async function keepCopy(copies, url, response) {
  const headers = { "Content-Type": "application/json", [COPIED_AT]: new Date().toISOString() };
  await copies.put(url, new Response(await response.blob(), { headers }));
  const oldest = (await copies.keys()).slice(0, -MOST_COPIES);
  await Promise.all(oldest.map((request) => copies.delete(request)));
}

/** Find the last answer, say how old it is; one that is too old is dropped. */
async function findCopy(copies, url) {
  const copy = await copies?.match(url);
  if (!copy) return null;
  const at = new Date(copy.headers.get(COPIED_AT));
  if (Date.now() - at > KEEP_FOR) {
    await copies.delete(url);
    return null;
  }
  const when = new Intl.DateTimeFormat(DIGITS, { dateStyle: "long", timeStyle: "short" }).format(at);
  tell(`${words.copy} ${when}.`);
  return copy;
}

/** The id of the page that an address of the API is about; none for a list. */
function pageId(address) {
  return Number(/\/(\d+)\/$/.exec(new URL(address).pathname)?.[1]);
}

/** Drop the copies of pages that have changed or gone, and each list, since it may name them. */
async function dropCopies(copies, ids, before = Infinity) {
  for (const request of await copies.keys()) {
    const id = pageId(request.url);
    if (id && !ids.includes(id)) continue;
    const copy = await copies.match(request);
    if (copy && new Date(copy.headers.get(COPIED_AT)) < before) await copies.delete(request);
  }
}

/**
 * Ask what has changed since the last visit, and drop the copies of that.
 *
 * The place up to which this was read is kept. Without one, or where the API does not
 * know it any more, nothing says what has changed: all copies from before this visit go.
 */
async function catchUp(visit) {
  if (!globalThis.caches) return;
  const copies = await caches.open(COPIES);
  const place = `partner-changes ${api}`;
  const ask = async (parameters) => {
    const url = new URL(`changes/?${new URLSearchParams(parameters)}`, api);
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-cache" });
    if (!response.ok && response.status !== 410) throw new Error(`The API answered ${response.status}.`);
    return response.ok ? response.json() : null;
  };
  let after = localStorage.getItem(place);
  for (let more = true; more; ) {
    const answer = after === null ? null : await ask({ after, limit: 100 });
    if (answer) {
      if (answer.items.length) await dropCopies(copies, answer.items.map((item) => item.page.id), visit);
      after = answer.meta.last_sequence;
      more = answer.meta.has_more;
    } else {
      after = (await ask({ limit: 0 })).meta.latest_sequence;
      await dropCopies(copies, (await copies.keys()).map(({ url }) => pageId(url)), visit);
      more = false;
    }
    localStorage.setItem(place, after);
  }
}

/** Say something above the page. */
function tell(text) {
  const banner = document.querySelector("#banner");
  banner.textContent = text;
  banner.hidden = false;
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
  return new Intl.DateTimeFormat(DIGITS, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${text}T00:00:00Z`));
}

function days(from, to) {
  if (!from) return "";
  return to && to !== from ? `${day(from)} – ${day(to)}` : day(from);
}

/** When a page of any type is from, in a few words. */
function when(item) {
  if (item.date) return [day(item.date), item.location].filter(Boolean).join(", ");
  if (item.year) return days(item.start_date, item.end_date) || String(item.year);
  const first = (item.occurrences || [])[0];
  return first ? days(first.start_date, first.end_date) : (item.edition || {}).title || "";
}

/** An address of this page, in the language and with the API that it has now. */
function address(parameters) {
  const kept = Object.fromEntries(["api", "lang"].filter((name) => query.has(name)).map((name) => [name, query.get(name)]));
  const filled = Object.entries({ ...kept, ...parameters }).filter(([, value]) => value !== null && value !== "");
  return `?${new URLSearchParams(filled)}`;
}

function textDirection(locale) {
  return { lang: locale, dir: locale === "ar" ? "rtl" : "ltr" };
}

function card(item, list) {
  return make(
    "li",
    textDirection(item.meta.locale),
    picture(item.image || item.hero_image, "(min-width: 48rem) 22rem, 100vw"),
    make("h3", {}, make("a", { href: address({ list, id: item.id }) }, item.title)),
    make("p", { class: "date" }, when(item)),
    make("p", {}, item.introduction),
  );
}

function cards(items, list) {
  return make("ul", { class: "cards" }, ...items.map((item) => card(item, list)));
}

/** The first page: a few of each. */
async function showFront() {
  const lists = Object.keys(LISTS);
  const answers = await Promise.all(lists.map((list) => ask(`${list}/`, { locale: LOCALE, limit: 3 })));
  show(words.front, [
    make("h1", {}, words.front),
    ...lists.map((list, index) =>
      make(
        "section",
        {},
        make("h2", {}, make("a", { href: address({ list }) }, words[list])),
        answers[index].items.length ? cards(answers[index].items, list) : make("p", {}, words.empty),
      ),
    ),
  ]);
}

/** A list, narrowed down as the address says, page by page. */
async function showList(list) {
  const limit = 12;
  const offset = Math.max(0, Number.parseInt(query.get("offset"), 10) || 0);
  const chosen = Object.fromEntries(["search", ...LISTS[list]].map((name) => [name, query.get(name)]).filter(([, value]) => value));
  const open = LISTS[list].filter((name) => !chosen[name]); // one answer counts for all of these
  const [answer, ...closed] = await Promise.all([
    ask(`${list}/`, { locale: LOCALE, limit, offset, ...chosen, facets: open.join() }),
    ...LISTS[list].filter((name) => chosen[name]).map((name) => otherChoices(list, name, chosen)),
  ]);
  const counts = Object.assign({}, answer.meta.facets, ...closed);
  const turn = (text, to, rel) => make("a", { href: address({ list, ...chosen, offset: to || null }), rel }, text);
  show(words[list], [
    make("h1", {}, words[list]),
    narrowing(list, chosen, counts),
    make("p", { role: "status" }, `${words.results}: ${answer.meta.total_count}`),
    answer.items.length
      ? cards(answer.items, list)
      : make("p", {}, `${words.none} `, make("a", { href: address({ list }) }, words.everything), "."),
    make(
      "nav",
      { "aria-label": words.more, class: "turn" },
      answer.meta.previous ? turn(words.newer, Math.max(0, offset - limit), "prev") : null,
      answer.meta.next ? turn(words.older, offset + limit, "next") : null,
    ),
  ]);
}

/** What there would be to choose in place of the choice made, with counts. */
async function otherChoices(list, name, chosen) {
  const others = Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== name));
  const answer = await ask(`${list}/`, { locale: LOCALE, limit: 0, facets: name, ...others });
  return answer.meta.facets;
}

/** A field to choose a value from, each with the number of rows that have it. */
function choice(name, counts, chosen) {
  const offered = counts.map(({ value, label, count }) => ({ value: String(value), label, count }));
  if (chosen && !offered.some(({ value }) => value === chosen)) {
    offered.push({ value: chosen, label: chosen.replaceAll(/[_-]/g, " "), count: 0 });
  }
  if (name.endsWith("year")) offered.sort((one, other) => other.value - one.value);
  const own = (name === "event_format" && FORMATS[LOCALE]) || {};
  const option = ({ value, label, count }) =>
    new Option(`${Object.hasOwn(own, value) ? own[value] : label} (${count})`, value, false, value === chosen);
  return make("label", {}, words[name], make("select", { name }, new Option(words.any, ""), ...offered.map(option)));
}

/** The form that narrows a list down: it opens this page again with what was chosen. */
function narrowing(list, chosen, counts) {
  const hidden = [...new URLSearchParams(address({ list }))].map(([name, value]) => make("input", { type: "hidden", name, value }));
  return make(
    "form",
    { class: "narrowing", "aria-label": words.narrow },
    ...hidden,
    make("label", {}, words.search, make("input", { type: "search", name: "search", value: chosen.search })),
    ...LISTS[list].map((name) => choice(name, counts[name], chosen[name])),
    make("button", {}, words.show),
  );
}

function facts(page) {
  const rows = [];
  const add = (term, ...values) => {
    if (values.length) rows.push(make("dt", {}, term), ...values.map((value) => make("dd", {}, value)));
  };
  add(
    words.dates,
    ...(page.occurrences || []).map((row) =>
      [
        row.status === "scheduled" ? "" : `${words[row.status]}:`,
        days(row.start_date, row.end_date),
        row.start_time ? row.start_time.slice(0, 5) : "",
        row.venue ? `${row.venue.name}, ${row.venue.city}` : row.is_online ? words.online : "",
        row.status_note,
      ].filter(Boolean).join(" "),
    ),
  );
  add(words.with, ...(page.partnerships || []).map((row) => row.partner.name));
  add(words.people, ...(page.contributors || []).map((row) => [row.person.name, row.role].filter(Boolean).join(", ")));
  add(words.contact, ...(page.contacts || []).map((row) => [row.name, row.email, row.phone].filter(Boolean).join(", ")));
  return rows.length ? make("dl", { class: "facts" }, ...rows) : null;
}

/** One page in full: what `pages/<id>/` and `page_preview/1/` give. */
function showPage(page) {
  const notes = page.notes_to_editors;
  const attachments = page.attachments || [];
  show(page.title, [
    make(
      "article",
      textDirection(page.meta.locale),
      make("h1", {}, page.title),
      make("p", { class: "date" }, when(page)),
      make("p", { class: "introduction" }, page.introduction),
      figure(page.image || page.hero_image),
      facts(page),
      make("div", { class: "body" }, richText(page.body_html)),
      notes ? make("section", {}, make("h2", {}, words.notes), richText(notes)) : null,
      attachments.length
        ? make(
            "ul",
            {},
            ...attachments.map((file) => make("li", {}, make("a", { href: file.meta.download_url }, file.title))),
          )
        : null,
      page.meta.html_url
        ? make("p", {}, make("a", { href: page.meta.html_url, rel: "external" }, words.read), ` (${words.licence}: ${page.meta.licence})`)
        : null,
    ),
  ]);
}

async function showPreview() {
  const parameters = { content_type: query.get("content_type"), token: query.get("token") };
  tell(words.preview);
  showPage(await ask("page_preview/1/", parameters, false));
  document.title = `Preview: ${document.title}`;
}

function show(title, nodes) {
  document.title = `${title} – ${words.site}`;
  main.replaceChildren(...nodes.filter(Boolean));
  main.removeAttribute("aria-busy");
}

function showError(error) {
  show(words.sorry, [
    make("h1", {}, words.sorry),
    make("p", { role: "alert", dir: "auto" }, error.message),
    make("p", {}, make("a", { href: address({}) }, words.first)),
  ]);
}

/** Put this website's own words into the frame around the content. */
function translateFrame() {
  document.documentElement.lang = LANGUAGE;
  document.documentElement.dir = textDirection(LOCALE).dir;
  for (const element of document.querySelectorAll("[data-words]")) element.textContent = words[element.dataset.words];
  document.querySelector("header nav").setAttribute("aria-label", words.main);
  for (const anchor of document.querySelectorAll("header a[href]")) {
    anchor.setAttribute("href", address(Object.fromEntries(new URLSearchParams(anchor.getAttribute("href")))));
  }
  const other = LOCALE === "ar" ? "en" : "ar";
  offerLanguage(other, { list: query.get("list") });
}

/** Lead to the other language: by default to the same list, from a page to its translation. */
function offerLanguage(locale, parameters) {
  const anchor = document.querySelector("#language");
  anchor.replaceChildren(NAMES[locale]);
  for (const [name, value] of Object.entries({ ...textDirection(locale), hreflang: locale })) anchor.setAttribute(name, value);
  anchor.setAttribute("href", address({ ...parameters, lang: locale }));
}

async function showOne(list, id) {
  const page = await ask(`${list}/${id}/`);
  for (const { locale, detail_url: url } of page.meta.translations) {
    if (Object.hasOwn(WORDS, locale) && locale !== LOCALE) offerLanguage(locale, { list, id: /(\d+)\/$/.exec(url)[1] });
  }
  showPage(page);
}

async function start() {
  const visit = Date.now();
  translateFrame();
  const list = Object.hasOwn(LISTS, query.get("list")) ? query.get("list") : null;
  const id = /^\d+$/.test(query.get("id") || "") ? query.get("id") : null;
  try {
    if (query.has("token")) return await showPreview();
    navigator.serviceWorker?.register("offline.js").catch(() => {}); // this page itself, for later
    if (list && id) await showOne(list, id);
    else if (list) await showList(list);
    else await showFront();
  } catch (error) {
    showError(error);
  }
  await catchUp(visit).catch(() => {}); // without a connection, or with storage switched off
}

start();
