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
    const card = document.getElementById(link.getAttribute("href").slice(1))?.closest(".card");
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
  document.body.classList.add("keyed");
})();
