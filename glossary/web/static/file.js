/* Kakehashi: the page of a file. All of it works without this script: it adds keys, progress as it happens, and dropping the next file. */
(() => {
  "use strict";

  const POLL = 2000;
  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* Waiting: told by the server as it goes on; where that fails, asked for now and then */
  const wait = find("#wait");
  if (wait) {
    const bar = find("#wait-bar");
    const said = find("#wait-said");
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    const show = ({ state, percent, before }) => {
      if (!["waiting", "running"].includes(state)) {
        location.reload();
        return false;
      }
      bar.value = percent;
      if (state === "running") said.textContent = wait.dataset.saidRunning.replace("{percent}", numbers.format(percent));
      else if (before) said.textContent = wait.dataset.saidBefore.replace("{count}", numbers.format(before));
      return true;
    };
    const poll = async () => {
      try {
        const response = await fetch(wait.dataset.state, { cache: "no-store" });
        if (!show(await response.json())) return;
      } catch { /* the server may be starting again: the file waits for it */ }
      setTimeout(poll, POLL);
    };
    if (!window.EventSource) poll();
    else {
      const source = new EventSource(wait.dataset.progress);
      source.addEventListener("message", (event) => { if (!show(JSON.parse(event.data))) source.close(); });
      source.addEventListener("error", () => {
        if (source.readyState !== EventSource.CLOSED) return;
        poll();
      });
      addEventListener("pagehide", () => source.close());
    }
    return;
  }

  /* Going from finding to finding: the words take the focus, their card opens */
  const cards = findAll(".card");
  const idAt = (link) => link.getAttribute("href").split("#")[1];
  const isShown = (card) => card.checkVisibility();
  let current = null;
  const wordsOf = (card) => document.getElementById(find("[data-place='0']", card).hash.slice(1));
  const open = (card, { focus = true } = {}) => {
    current = card;
    find("details", card).open = true;
    if (matchMedia("(min-width: 60.01rem)").matches) card.scrollIntoView({ block: "nearest" });
    const words = wordsOf(card)?.closest("a");
    if (focus && words) {
      words.focus({ preventScroll: true });
      const box = words.getBoundingClientRect();
      if (box.top < 60 || box.bottom > innerHeight - 60) scrollBy({ top: box.top - innerHeight / 3 });
    }
    mark();
  };
  const mark = () => {
    findAll(".f.on").forEach((link) => link.classList.remove("on"));
    if (current) findAll(`.f[href="#${find(".card-body", current).id}"]`).forEach((link) => link.classList.add("on"));
  };
  const say = (text) => {
    const line = find("#said");
    line.textContent = "";
    requestAnimationFrame(() => { line.textContent = text; });
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F8" || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    const visible = cards.filter(isShown);
    if (!visible.length) return;
    const at = visible.indexOf(current);
    const step = event.shiftKey ? -1 : 1;
    open(visible[at < 0 ? (step > 0 ? 0 : visible.length - 1) : (at + step + visible.length) % visible.length]);
    const told = findAll("summary > :not(.card-n), .card-msg", current).slice(0, 4).map((part) => part.textContent.trim());
    say(`${cards.indexOf(current) + 1}: ${told.join(", ")}`);
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest(".f, .strip a");
    if (!link) return;
    const card = document.getElementById(idAt(link))?.closest(".card"); /* on another page there is none: the link leads there */
    if (!card || !matchMedia("(min-width: 60.01rem)").matches) return;
    event.preventDefault();
    open(card, { focus: link.matches(".strip a") });
  });
  find("#cards")?.addEventListener("toggle", (event) => {
    if (event.target.name !== "finding") return;
    const card = event.target.closest(".card");
    if (event.target.open) current = card;
    else if (current === card) current = null;
    mark();
  }, true);

  /* What the reader ignores: kept in this tab, by keys that hold no text. The server says what the page shows then, and forgets it.
     One finding stays ignored in later versions of the file, all of its kind only in this one: what else they hold nobody has seen. */
  const IGNORED = "kakehashi-ignored-files";
  const aside = find("#ignored");
  const idOf = (card) => find(".card-body", card).id;
  let ignored = [];
  try {
    const kept = JSON.parse(sessionStorage.getItem(IGNORED));
    if (Array.isArray(kept)) ignored = kept;
  } catch { /* storage is switched off or broken: nothing is ignored yet */ }
  const ownerOf = (scope) => (scope === "draft" ? aside.dataset.version : aside.dataset.file);
  const isHere = ({ owner, scope }) => owner === ownerOf(scope);
  const here = () => ignored.filter(isHere).map(({ key, scope, reason }) => ({ key, scope, reason }));
  const fieldOf = (value) => Object.assign(document.createElement("input"), { type: "hidden", name: "ignored", value });
  const take = (marks) => {
    const written = marks.length ? JSON.stringify(marks) : "";
    findAll(".take-copy").forEach((form) => {
      find("[name=ignored]", form)?.remove();
      const address = new URL(form.action);
      address.search = written ? new URLSearchParams({ lang: find("[name=lang]", form).value }) : "";
      Object.assign(form, { method: written ? "post" : "get", action: address.href });
      if (written) form.append(fieldOf(written));
    });
  };
  /* What is ignored is sent as a form: in an address five hundred marks would be longer than servers take. */
  findAll(".take-more a").forEach((link) => link.addEventListener("click", (event) => {
    const marks = here();
    if (!marks.length) return;
    event.preventDefault();
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: link.href, hidden: true });
    form.append(fieldOf(JSON.stringify(marks)));
    document.body.append(form);
    form.submit();
    form.remove();
  }));
  let asked = 0;
  const refresh = async () => {
    const marks = here();
    const turn = ++asked;
    const response = await fetch(aside.dataset.ask, { method: "POST", body: JSON.stringify(marks), cache: "no-store" });
    if (response.redirected) return location.reload(); /* the file is being checked again, from another tab */
    if (!response.ok) return;
    const answer = await response.json();
    if (turn !== asked) return; /* what was ignored since then is in the answer that is still to come */
    const { parts } = answer;
    const ids = new Set(answer.ignored.map((id) => `f-${id}`));
    cards.forEach((card) => { card.hidden = ids.has(idOf(card)); });
    findAll(".f, .strip a").forEach((link) => link.classList.toggle("off", ids.has(idAt(link))));
    const unchecked = findAll("#filters input:not(:checked)").map((box) => box.id);
    Object.entries(parts).forEach(([id, html]) => { document.getElementById(id).innerHTML = html; });
    findAll("#filters input").forEach((box) => { box.checked = !unchecked.includes(box.id); });
    take(marks);
    if (current?.hidden) {
      find("details", current).open = false;
      current = null;
      mark();
    }
  };
  const ignore = (marks) => {
    ignored = marks;
    try { sessionStorage.setItem(IGNORED, JSON.stringify(marks)); } catch { /* kept for this page only */ }
    return refresh();
  };
  find("#cards")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { target } = event;
    const scope = target.elements.scope.value;
    const next = cards.slice(cards.indexOf(target.closest(".card")) + 1).find(isShown);
    await ignore([...ignored, { owner: ownerOf(scope), key: target.dataset[scope], scope, reason: target.elements.reason.value }]);
    say(aside.dataset.saidIgnored);
    find("summary", next?.isConnected && !next.hidden ? next : aside)?.focus();
  });
  aside?.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-show-again]");
    if (!button) return;
    await ignore(ignored.filter((mark) => !isHere(mark) || mark.key !== button.dataset.showAgain));
    (find("summary", aside) ?? find("#cards summary"))?.focus();
  });
  if (aside && here().length) refresh();
  document.body.classList.add("keyed");
})();
