/* Kakehashi: speed for those who have script. Every page works without it.
   Keys never act during kana conversion, in a field (but for the search field's own), or when switched off in the key list. */
(() => {
  "use strict";

  const YEAR = 31536000;
  const SINGLE_KEYS = "kakehashi-single-keys";
  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isConverting = (event) => event.isComposing || event.keyCode === 229;
  const isField = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");

  /* Speech: one line for screen readers */
  const say = (text) => {
    const line = find("#said");
    line.textContent = "";
    requestAnimationFrame(() => { line.textContent = text; });
  };

  /* Search as you type: the form asks htmx, but never in the middle of a conversion */
  const form = find("form.lookup");
  if (form) {
    const field = find("[data-search]", form);
    let asked = field.value;
    const typed = (event) => {
      if (event.isComposing || field.value.trim() === asked.trim()) return;
      asked = field.value;
      form.dispatchEvent(new CustomEvent("typed"));
    };
    field.addEventListener("input", typed);
    field.addEventListener("compositionend", () => setTimeout(() => typed({ isComposing: false })));
    form.addEventListener("change", (event) => {
      if (event.target.matches("[data-narrow]") && field.value.trim()) form.dispatchEvent(new CustomEvent("narrowed"));
    });
    /* Empty filters stay out of the address */
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (!value && name !== "q") event.formData.delete(name);
    });
    /* What the frame says of the address follows it */
    document.addEventListener("htmx:after:swap", () => {
      const address = new URL(location.href);
      const other = find("#lang-switch");
      find(".theme [name=next]").value = address.pathname + address.search;
      address.searchParams.set("lang", other.hreflang);
      other.href = address.pathname + address.search;
    });
    /* No answer at all: say so, and leave what is on the page */
    form.addEventListener("htmx:error", () => {
      const line = document.createElement("p");
      line.className = "field-error";
      line.textContent = form.dataset.noAnswer;
      find("#q-error").replaceChildren(line);
      asked = "";
    });
  }

  /* The hits: arrows move the focus between links, Escape goes back to the field */
  const links = () => findAll(".hit-terms a");
  const step = (event) => {
    const all = links();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    if (event.key === "ArrowUp" && at < 0) return;
    event.preventDefault();
    if (next < 0) find("#q")?.focus();
    else all[Math.min(next, all.length - 1)].focus();
  };

  const focusSearch = () => {
    const field = find("[data-search]");
    field.focus();
    field.select();
  };

  /* Copying */
  const copy = async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say(document.body.dataset.copied);
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 1500);
    } catch {
      say(document.body.dataset.notCopied);
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (button) copy(button);
  });

  /* Keys */
  const single = find("#single-keys");
  try { single.checked = localStorage.getItem(SINGLE_KEYS) !== "off"; } catch { /* storage is switched off: they stay on */ }
  single.addEventListener("change", () => {
    try { localStorage.setItem(SINGLE_KEYS, single.checked ? "on" : "off"); } catch { /* kept for this page only */ }
  });

  document.addEventListener("keydown", (event) => {
    if (isConverting(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const inSearch = event.target instanceof Element && event.target.matches("form.lookup [data-search]");
    const onHit = event.target instanceof Element && event.target.matches(".hit-terms a");
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (inSearch || onHit)) return step(event);
    if (event.key === "Escape" && onHit) { event.preventDefault(); return focusSearch(); }
    if (isField(event.target) || !single.checked || find("dialog[open]")) return;
    if (event.key === "/") { event.preventDefault(); return focusSearch(); }
    if (event.key === "?") { event.preventDefault(); return find("#keys").togglePopover(); }
    const button = find(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button && !event.shiftKey) { event.preventDefault(); copy(button); }
  });

  /* The theme: kept at once; without script the form keeps it */
  findAll(".theme [name=theme]").forEach((choice) => choice.addEventListener("change", () => {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${choice.value}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
    if (choice.value === "system") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = choice.value;
    find("meta[name=color-scheme]").content = choice.value === "system" ? "light dark" : choice.value;
    findAll(".theme [name=theme]").forEach((other) => other.toggleAttribute("checked", other === choice));
  }));
})();
