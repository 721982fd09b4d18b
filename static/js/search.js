/* Suggestions below the search box: a combobox with a list (ARIA Authoring Practices
   Guide). Without this script the form works as it is; with Save-Data nothing is asked. */
"use strict";

for (const field of document.querySelectorAll("[data-suggest]")) {
  if (!navigator.connection?.saveData) makeCombobox(field, field.querySelector("input"));
}

function makeCombobox(field, input) {
  const list = make("ul", { id: "suggestions", role: "listbox", class: "suggestions", hidden: "" });
  const status = make("p", { role: "status", class: "visually-hidden" });
  const state = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  let options = [], active = -1, asked = "", timer = 0, request;

  list.setAttribute("aria-label", field.dataset.label);
  input.type = "text"; // a search field may have no other role
  set(input, { ...state, "aria-controls": list.id });
  field.append(list, status);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    press[event.key]?.(event);
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
  list.addEventListener("click", (event) => {
    go(options.indexOf(event.target.closest("[role=option]")));
  });

  const press = {
    ArrowDown: (event) => move(event, 1),
    ArrowUp: (event) => move(event, -1),
    Enter(event) {
      if (active >= 0) event.preventDefault();
      go(active);
    },
    Escape(event) {
      if (list.hidden) input.value = "";
      event.preventDefault();
      close();
    },
  };

  async function ask() {
    const text = input.value.trim();
    request?.abort();
    if (text.length < 2) return close();
    if (text === asked && !list.hidden) return;
    request = new AbortController();
    try {
      const url = `${field.dataset.suggest}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(url, { signal: request.signal, credentials: "omit" });
      const { suggestions } = await answer.json();
      asked = text;
      if (document.activeElement === input) show(suggestions);
    } catch {
      close(); // the form is still there
    }
  }

  function show(suggestions) {
    options = suggestions.map(({ title, detail, url }, number) => {
      const option = make("li", { role: "option", id: `suggestion-${number}`, "aria-selected": "false" });
      option.dataset.url = url;
      option.append(make("bdi", {}, title), " ", make("span", { class: "meta" }, detail));
      return option;
    });
    list.replaceChildren(...options);
    select(-1);
    open(options.length > 0);
    status.textContent = options.length ? `${field.dataset.some} ${options.length}` : field.dataset.none;
  }

  function move(event, step) {
    if (!options.length) return;
    event.preventDefault();
    open(true);
    // One place more than options: the box itself.
    const places = options.length + 1;
    select(((active + 1 + step + places) % places) - 1);
  }

  function select(number) {
    options[active]?.setAttribute("aria-selected", "false");
    active = number;
    const option = options[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    status.textContent = "";
    select(-1);
    open(false);
  }

  function go(number) {
    if (options[number]) location.assign(options[number].dataset.url);
  }
}

function make(name, attributes, text = "") {
  const element = document.createElement(name);
  element.textContent = text;
  return set(element, attributes);
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
