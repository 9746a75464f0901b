// Keys, busy buttons and focus. Everything here only shortens what works without it.
(() => {
  "use strict";

  const STORE = "liemchinh.keys";
  const WAIT = 1500;
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");
  const keysOn = () => {
    try { return localStorage.getItem(STORE) !== "off"; } catch { return true; }
  };
  let pending = 0;
  let before = null;

  // Rows: the first link of a row stands for the row.
  const rowLinks = () =>
    [...document.querySelectorAll("main tbody tr, main .results > li")]
      .map((row) => row.querySelector("a[href]"))
      .filter((link) => link && link.getClientRects().length);
  const step = (by) => {
    const links = rowLinks();
    if (!links.length) return;
    const row = document.activeElement.closest("main tbody tr, main .results > li");
    const at = row ? links.findIndex((link) => row.contains(link)) : -1;
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
  };

  const list = document.getElementById("keys");
  const rooms = () => [...document.querySelectorAll(".rooms a[data-key]")];
  const openList = () => {
    before = document.activeElement;
    list.open = true;
    list.querySelector("summary").focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.activeElement.closest("details[open]");
      if (open && !open.classList.contains("filters-phone")) {
        open.open = false;
        const back = open === list && before ? before : open.querySelector("summary");
        before = null;
        back.focus();
      } else if (document.activeElement.id === "find") {
        document.activeElement.blur();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keysOn() || typing(event.target)) return;
    if (pending && Date.now() - pending < WAIT) {
      pending = 0;
      const room = rooms().find((link) => link.dataset.key === event.key.toLowerCase());
      if (room) { event.preventDefault(); location.assign(room.href); }
      return;
    }
    if (event.key === "/") {
      const field = document.getElementById("find");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    } else if (event.key === "g") {
      pending = Date.now();
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "?" && list) {
      event.preventDefault();
      openList();
    }
  });

  if (list) {
    const button = document.getElementById("keys-switch");
    const say = () => { button.textContent = keysOn() ? button.dataset.on : button.dataset.off; };
    const letters = rooms().map((link) => `${link.dataset.key} ${link.dataset.word}`).join("; ");
    if (letters) document.getElementById("room-keys").textContent = ` (${letters})`;
    button.addEventListener("click", () => {
      try { localStorage.setItem(STORE, keysOn() ? "off" : "on"); } catch { return; }
      say();
    });
    say();
    list.hidden = false;
  }

  // Busy: the pressed button says so, and a second press does nothing.
  const rest = (root) => root.querySelectorAll("[aria-busy='true']").forEach((button) => {
    if (!button.dataset.word) return;
    button.removeAttribute("aria-busy");
    button.textContent = button.dataset.word;
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (form.querySelector("[aria-busy='true']")) { event.preventDefault(); return; }
    if (!button || form.method === "get" || !button.dataset.busy) return;
    button.dataset.word = button.textContent;
    button.setAttribute("aria-busy", "true");
    button.textContent = button.dataset.busy;
  });
  addEventListener("pageshow", () => rest(document));
  document.addEventListener("htmx:afterRequest", () => rest(document));

  // Refusals and confirmations take the focus, on a new page as after a swap.
  const takeFocus = (root) => {
    const place = root.querySelector && root.querySelector("[data-focus]");
    if (place) place.focus();
  };
  takeFocus(document);
  document.addEventListener("htmx:afterSwap", (event) => takeFocus(event.target));

  // One open menu at a time; a click elsewhere closes the officer's.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.officer[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
})();
