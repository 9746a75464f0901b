// What is typed into the form of an act outlives a lost connection: drafts go to the server while typing; when it does
// not answer, the words stay on the page and on this machine. Without this script the form works as plain pages do.
(() => {
  "use strict";

  const PREFIX = "liemchinh.words.";
  const LONGEST = 12 * 3600 * 1000; // a sign-in lasts no longer
  const PAUSE = 2000;
  const AGAIN = 10000;
  const PATIENCE = 60000;
  const officer = document.body.dataset.officer || "";

  const two = (number) => String(number).padStart(2, "0");
  const hour = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;
  const day = (at) => `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
  const writing = () => document.querySelector("form.act-form");
  const keyOf = (form) => form.elements.namedItem("request_key").value;

  // This machine's store: one copy for each form, under its officer; nobody else is offered it.
  const names = () => {
    try { return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)); } catch { return []; }
  };
  const remove = (name) => { try { localStorage.removeItem(name); } catch { /* nothing was kept */ } };
  const forget = (key) => remove(`${PREFIX}${officer}.${key}`);
  const copies = () => {
    const found = [];
    for (const name of names()) {
      let copy = null;
      try { copy = JSON.parse(localStorage.getItem(name)); } catch { /* unreadable: removed below */ }
      if (!copy || Date.now() - copy.at > LONGEST) remove(name);
      else if (name.startsWith(`${PREFIX}${officer}.`)) found.push({ ...copy, name });
    }
    return found.sort((one, other) => other.at - one.at);
  };
  const pairsOf = (form) => {
    const data = new FormData(form);
    for (const name of ["file", "csrfmiddlewaretoken", "step"]) data.delete(name);
    return [...data.entries()].filter(([, value]) => typeof value === "string");
  };
  const keep = (form) => {
    const { writes, number } = form.dataset;
    const copy = { at: Date.now(), path: form.getAttribute("action"), what: `${number}, ${writes}`, pairs: pairsOf(form) };
    try { localStorage.setItem(`${PREFIX}${officer}.${keyOf(form)}`, JSON.stringify(copy)); } catch { /* the store is full */ }
  };

  // Sign-out takes the words along.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-leaves]")) names().filter((name) => name.startsWith(`${PREFIX}${officer}.`)).forEach(remove);
  }, true);

  // Asking the server.
  const ask = async (form, chosen, patience) => {
    const data = new FormData(form);
    if (chosen.name === "step" && chosen.value === "draft") data.delete("file");
    if (chosen.name) data.set(chosen.name, chosen.value);
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST", body: data, headers: { "X-Sent-By": "page" }, signal: AbortSignal.timeout(patience),
    });
    if (answer.status >= 500) throw new Error("no answer");
    return answer;
  };
  const isSignedOut = (form, answer) => answer.redirected && new URL(answer.url).pathname !== new URL(form.action).pathname;
  const state = (text) => {
    const place = document.getElementById("draft-state");
    if (place) place.textContent = text;
  };
  const sentence = (name) => document.getElementById("lost").dataset[name].replace("HH:MM", hour(new Date()));

  // Drafts while typing.
  let timer = 0;
  let isDirty = false;
  let isLost = false;
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
  async function save() {
    const form = writing();
    clearTimeout(timer);
    if (!form || !isDirty) return;
    isDirty = false;
    try {
      const answer = await ask(form, { name: "step", value: "draft" }, PATIENCE);
      if (isSignedOut(form, answer)) { keep(form); show("ended"); return; }
      const told = await answer.text();
      if (!answer.ok) { keep(form); state(answer.status === 409 ? told : ""); return; }
      forget(keyOf(form));
      state(isLost ? `${sentence("back")} ${told}` : told);
      isLost = false;
    } catch {
      keep(form);
      state(sentence("local"));
      isDirty = isLost = true;
      later(AGAIN);
    }
  }
  const typed = (event) => {
    if (!event.target.closest("form.act-form") || event.target.type === "file") return;
    isDirty = true;
    later(PAUSE);
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  addEventListener("online", save);

  // A part of the form that comes back from the server does not undo what was typed while it was on its way.
  const valuesOf = (form) => new Map([...form.elements]
    .filter((field) => field.name && !["file", "hidden", "submit"].includes(field.type))
    .map((field) => ["checkbox", "radio"].includes(field.type)
      ? [`${field.name}=${field.value}`, field.checked] : [field.name, field.value]));
  const sent = new WeakMap();
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = writing();
    if (form && form.contains(event.target)) sent.set(event.detail.xhr, { before: valuesOf(form), changed: [] });
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const way = sent.get(event.detail.xhr);
    const form = writing();
    if (way && form) way.changed = [...valuesOf(form)].filter(([name, value]) => way.before.get(name) !== value);
  });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const way = sent.get(event.detail.xhr);
    const form = writing();
    if (!way || !form) return;
    for (const field of form.elements) {
      const isTick = ["checkbox", "radio"].includes(field.type);
      const found = way.changed.find(([name]) => name === (isTick ? `${field.name}=${field.value}` : field.name));
      if (found && isTick && field.checked !== found[1]) field.checked = found[1];
      if (found && !isTick && field.value !== found[1]) field.value = found[1];
    }
  });

  // Sending: the page stays until the server has answered.
  const rest = (form) => form.querySelectorAll("[aria-busy='true']").forEach((button) => {
    button.removeAttribute("aria-busy");
    if (button.dataset.word) button.textContent = button.dataset.word;
  });
  const show = (which) => {
    const place = document.getElementById("lost");
    for (const part of place.querySelectorAll("p")) {
      part.hidden = !part.classList.contains(`lost-${which}`);
      part.dataset.text ||= part.innerHTML;
      part.innerHTML = part.dataset.text.replace("HH:MM", hour(new Date()));
    }
    place.hidden = false;
    place.focus();
  };
  const swap = (html, step) => {
    const read = new DOMParser().parseFromString(html, "text/html");
    const main = read.querySelector("main");
    document.title = read.title;
    document.querySelector("main").replaceWith(main);
    window.htmx.process(main);
    const names = [...main.querySelectorAll("[name^='name-new']")];
    const place = main.querySelector("[data-focus]") || (step === "preview" && main.querySelector("#preview"))
      || (step === "more" && names[names.length - 2]) || main;
    if (place === main) scrollTo(0, 0);
    place.focus();
    offer();
  };
  let isSending = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form.act-form") || event.defaultPrevented) return;
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    clearTimeout(timer);
    document.getElementById("lost").hidden = true;
    const chosen = event.submitter && event.submitter.name ? event.submitter : { name: "step", value: "preview" };
    try {
      const answer = await ask(form, chosen, PATIENCE);
      const goTo = answer.headers.get("X-Go-To");
      if (goTo) {
        isDirty = false;
        forget(keyOf(form));
        location.assign(goTo);
        return;
      }
      if (isSignedOut(form, answer) || answer.status === 403 || answer.status === 404) {
        keep(form);
        show(answer.redirected ? "ended" : "other");
      } else if (chosen.value === "draft") {
        const told = await answer.text();
        if (answer.ok) { isDirty = false; forget(keyOf(form)); }
        state(told);
      } else {
        swap(await answer.text(), chosen.value);
      }
    } catch {
      keep(form);
      isDirty = isLost = true;
      show("lost");
      later(AGAIN);
    }
    isSending = false;
    rest(form);
  });

  // Words kept here are offered back to who typed them.
  const takeUp = (copy) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = copy.path;
    const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
    const step = copy.pairs.some(([name]) => name === "paste-rows") ? "paste_check" : "fields";
    for (const [name, value] of [...copy.pairs, ["step", step], ["csrfmiddlewaretoken", token]]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    form.hidden = true;
    document.body.append(form);
    form.submit();
  };
  function offer() {
    const place = document.querySelector("[data-kept]");
    const form = writing();
    for (const copy of copies()) {
      if (form && copy.name === `${PREFIX}${officer}.${keyOf(form)}`) {
        isDirty = true;
        later(0);
        continue;
      }
      if (!place) continue;
      const line = place.querySelector("template").content.cloneNode(true).firstElementChild;
      const at = new Date(copy.at);
      const when = line.querySelector("[data-when]");
      line.querySelector("[data-what]").textContent = copy.what;
      when.textContent = when.dataset.when.replace("HH:MM", hour(at)).replace("DD", day(at));
      line.querySelector("[data-open]").addEventListener("click", () => takeUp(copy));
      line.querySelector("[data-drop]").addEventListener("click", () => {
        remove(copy.name);
        line.remove();
        place.hidden = !place.querySelector(".stale-line");
      });
      place.prepend(line);
      place.hidden = false;
    }
  }
  offer();
})();
