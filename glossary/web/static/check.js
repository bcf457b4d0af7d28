/* Kakehashi: findings as one types. Without this script the page is a form with a whole page as its answer.
   The text is the browser's own (caret, undo, kana conversion); findings are drawn over it by the Custom Highlight API,
   so nothing is ever written into it but what the drafter applies. The draft is sent to this site only and kept nowhere. */
(() => {
  "use strict";

  const PAUSE = 300;
  const BUSY_AFTER = 300;
  const WHOLE = 20_000;
  const LIVE_LIMIT = 200_000;
  const UNDOABLE = 20_000;
  const CHUNK = 40;
  const IGNORED = "kakehashi-ignored-draft";
  const LEVELS = ["error", "warning", "information"];
  const EDGE = { error: 0, warning: 4, information: 8 };
  const EXTENSIONS = { txt: "plain", text: "plain", md: "markdown", markdown: "markdown", mdown: "markdown" };
  const SVG = "http://www.w3.org/2000/svg";

  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = find("#check");
  const field = find("#text");
  const sheet = document.createElement("div");
  try { sheet.contentEditable = "plaintext-only"; } catch { return; }
  if (!window.Highlight || sheet.contentEditable !== "plaintext-only") return;

  const words = form.dataset;
  const list = find("#cards");
  const draft = find(".draft");
  const summary = find("#summary");

  /* The page as it becomes: a sheet to write on, a strip, a line for narrow screens that leads to the card */
  sheet.id = "sheet";
  sheet.className = "draft-text sheet";
  sheet.lang = field.lang || document.documentElement.lang;
  sheet.spellcheck = false;
  sheet.dataset.placeholder = words.placeholder;
  for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true", "aria-labelledby": "draft-h", autocapitalize: "off", autocorrect: "off" })) sheet.setAttribute(name, value);
  const strip = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ class: "strip", viewBox: "0 0 16 1000", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" })) strip.setAttribute(name, value);
  const peek = document.createElement("a");
  peek.className = "peek";
  peek.hidden = true;
  draft.prepend(sheet, strip, peek);
  document.body.classList.add("live");

  let findings = [];
  let current = "";
  let version = 0;
  let isDirty = false;
  let isLeaving = false;
  let isConverting = false;

  /* Filling the sheet: a long text in several blocks, or each key would lay out all of it. A block never ends in an empty line,
     which would not be seen */
  const fill = (text) => {
    const lines = text.split("\n");
    if (lines.length <= 2 * CHUNK) {
      sheet.textContent = text;
      return;
    }
    const blocks = [];
    let begin = 0;
    lines.forEach((line, number) => {
      const isFull = number + 1 - begin >= CHUNK && line.trim();
      if (!isFull && number + 1 < lines.length) return;
      const block = document.createElement("div");
      block.textContent = lines.slice(begin, number + 1).join("\n");
      blocks.push(block);
      begin = number + 1;
    });
    sheet.replaceChildren(...blocks);
  };

  /* Reading the sheet: its text, and where each text node begins in it */
  const read = () => {
    const nodes = [];
    let text = "";
    const walk = (parent) => {
      for (const node of parent.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) {
          nodes.push({ node, start: text.length });
          text += node.data;
        } else if (node.nodeName === "BR") text += "\n";
        else {
          if (text && !text.endsWith("\n")) text += "\n";
          walk(node);
        }
      }
    };
    walk(sheet);
    return { text, nodes };
  };

  const locate = (nodes, offset) => {
    let low = 0;
    let high = nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (nodes[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    const { node, start } = nodes[low];
    return [node, Math.max(0, Math.min(offset - start, node.length))];
  };

  const rangeOf = (nodes, start, end) => {
    const range = new Range();
    range.setStart(...locate(nodes, start));
    const [node, offset] = locate(nodes, Math.max(start, end - 1));
    range.setEnd(node, Math.min(node.length, offset + (end > start ? 1 : 0)));
    return range;
  };

  const say = (text) => {
    const line = find("#said");
    line.textContent = "";
    requestAnimationFrame(() => { line.textContent = text; });
  };

  const tell = (text, isAboutFile = false) => {
    const notice = find("#notice").content.cloneNode(true);
    find("p", notice).textContent = text;
    find("#problem").replaceChildren(notice);
    if (isAboutFile) find("[type=file]", form).value = "";
  };

  /* What the drafter ignores holds for this draft alone, until it is cleared or another takes its place. It stays in the page;
     only while the draft moves to the page in the other language is it kept in this tab, by keys that hold no text */
  let ignored = [];
  const leave = () => {
    try { sessionStorage.setItem(IGNORED, JSON.stringify(ignored)); } catch { /* storage is switched off: the findings come back */ }
  };
  const arrive = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(IGNORED));
      sessionStorage.removeItem(IGNORED);
      if (Array.isArray(kept)) ignored = kept;
    } catch { /* storage is switched off or broken: nothing is ignored yet */ }
  };
  arrive();
  const ignore = (marks) => {
    ignored = marks;
    check();
  };

  /* Asking: the whole text while it is short, else the lines that the server does not have yet */
  const draftName = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let known = new Map();
  let nextLine = 1;

  const payload = (text) => {
    if (text.length <= WHOLE) return { body: { text }, lines: null };
    const lines = new Map();
    const blocks = (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
      if (known.has(line)) {
        lines.set(line, known.get(line));
        return { id: known.get(line) };
      }
      const isFirst = !lines.has(line);
      if (isFirst) lines.set(line, nextLine++);
      return isFirst ? { id: lines.get(line), text: line } : { id: lines.get(line) };
    });
    return { body: { name: draftName, blocks }, lines };
  };

  const options = () => Object.fromEntries(findAll("[data-option]", form)
    .filter((option) => option.type !== "checkbox" || option.checked)
    .map((option) => [option.name, option.value]));

  let timer = 0;
  let request = new AbortController();
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  };

  async function check() {
    clearTimeout(timer);
    request.abort();
    request = new AbortController();
    const { signal } = request;
    const { text, nodes } = read();
    if (!text.trim()) return clear();
    const asked = version;
    const { body, lines } = payload(text.toWellFormed?.() ?? text);
    const busy = setTimeout(() => document.body.classList.add("checking"), BUSY_AFTER);
    try {
      const response = await fetch(words.live, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...body, options: options(), have: [...list.children].map((card) => card.dataset.key), ignored }),
        cache: "no-store",
        signal,
      });
      if (response.status === 409) {
        known = new Map();
        return check();
      }
      const isJSON = response.headers.get("Content-Type")?.startsWith("application/json");
      const answer = isJSON ? await response.json() : { problem: response.status === 413 ? words.saidTooLong : words.saidFailed };
      if (signal.aborted || asked !== version) return undefined;
      if (!response.ok) return tell(answer.problem || words.saidFailed);
      known = lines ?? known;
      find("#problem").replaceChildren();
      show(answer, nodes);
    } catch (error) {
      if (error.name !== "AbortError") tell(words.saidFailed);
    } finally {
      clearTimeout(busy);
      if (!signal.aborted) document.body.classList.remove("checking");
    }
    return undefined;
  }

  /* Showing: cards that stay are left alone, so that an open one stays open and the focus stays where it is */
  const parts = new Map();
  const replacePart = (id, html) => {
    if (parts.get(id) === html) return;
    parts.set(id, html);
    const part = find(`#${id}`);
    const off = findAll("input:not(:checked)", part).map((box) => box.id);
    const opened = findAll("details[open]", part).length > 0;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.innerHTML = html;
    findAll("input", part).forEach((box) => { box.checked = !off.includes(box.id); });
    if (opened) findAll("details", part).forEach((details) => { details.open = true; });
    if (focused) document.getElementById(focused)?.focus();
  };

  const makeCard = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return holder.content.firstElementChild;
  };

  const show = (answer, nodes) => {
    const shown = new Map([...list.children].map((card) => [card.dataset.key, card]));
    const focusedAt = [...list.children].findIndex((card) => card.contains(document.activeElement));
    findings = answer.findings.map((finding) => ({
      ...finding,
      card: shown.get(finding.key) ?? makeCard(answer.cards[finding.key]),
      ranges: finding.places.map(([start, end]) => rangeOf(nodes, start, end)),
      fixes: finding.fixes.map(([start, end, text, isSafe]) => {
        const range = rangeOf(nodes, start, end);
        return { range, was: range.toString(), start, end, text, isSafe };
      }),
    }));
    const kept = new Set(findings.map((finding) => finding.card));
    [...list.children].forEach((card) => { if (!kept.has(card)) card.remove(); });
    findings.forEach(({ card }, place) => {
      if (list.children[place] !== card) list.insertBefore(card, list.children[place] ?? null);
      find(".card-n", card).textContent = place + 1;
    });
    sheet.lang = answer.lang;
    summary.hidden = false;
    Object.entries(answer.parts).forEach(([id, html]) => replacePart(id, html));
    const open = findings.find((finding) => finding.id === current);
    if (open) find("details", open.card).open = true;
    else current = "";
    if (focusedAt >= 0 && document.activeElement === document.body) {
      (find("summary", list.children[Math.min(focusedAt, list.children.length - 1)] ?? document) ?? sheet).focus();
    }
    paint();
  };

  const clear = () => {
    findings = [];
    ignored = [];
    current = "";
    list.replaceChildren();
    summary.hidden = true;
    parts.clear();
    ["state", "foot"].forEach((id) => find(`#${id}`).replaceChildren(find(`#empty-${id}`).content.cloneNode(true)));
    ["used", "ignored", "filters", "fixes", "verdict"].forEach((id) => find(`#${id}`).replaceChildren());
    find("#problem").replaceChildren();
    paint();
  };

  const isShown = ({ level, rule }) => (find(`#show-${level}`)?.checked ?? true) && (find(`#by-${rule}`)?.checked ?? true);

  const paint = () => {
    const visible = findings.filter(isShown);
    LEVELS.forEach((level) => {
      const ranges = visible.filter((finding) => finding.level === level).flatMap((finding) => finding.ranges);
      CSS.highlights.set(`finding-${level}`, new Highlight(...ranges));
    });
    const open = visible.find((finding) => finding.id === current);
    const mark = new Highlight(...(open?.ranges ?? []));
    mark.priority = 1;
    CSS.highlights.set("finding-current", mark);
    drawStrip(visible);
    drawPeek(open);
  };

  const drawStrip = (visible) => {
    const box = sheet.getBoundingClientRect();
    strip.replaceChildren(...visible.flatMap(({ id, level, rule, ranges }) => ranges.map((range) => {
      const link = document.createElementNS(SVG, "a");
      const mark = document.createElementNS(SVG, "rect");
      const y = Math.min(988, Math.max(0, ((range.getBoundingClientRect().top - box.top) / (box.height || 1)) * 1000));
      for (const [name, value] of Object.entries({ class: `strip-${level} by-${rule}${id === current ? " on" : ""}`, x: EDGE[level], y: y.toFixed(1), width: 16 - EDGE[level], height: 12 })) mark.setAttribute(name, value);
      link.setAttribute("href", `#f-${id}`);
      link.setAttribute("tabindex", "-1");
      link.append(mark);
      return link;
    })));
  };

  const drawPeek = (open) => {
    peek.hidden = !open;
    if (!open) return;
    peek.href = `#f-${open.id}`;
    peek.className = `peek level-${open.level}`;
    peek.replaceChildren(...findAll("summary > *", open.card).filter((part) => part.closest("summary").parentElement.name === "finding").map((part) => part.cloneNode(true)));
  };

  /* Going to a finding: its card opens, and from the keys its words are selected, so that typing replaces them */
  const openCard = (finding, { scroll = true } = {}) => {
    current = finding.id;
    find("details", finding.card).open = true;
    if (scroll && matchMedia("(min-width: 60.01rem)").matches) finding.card.scrollIntoView({ block: "nearest" });
    paint();
  };

  const select = (range) => {
    sheet.focus({ preventScroll: true });
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range.cloneRange());
    const box = range.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 60) scrollBy({ top: box.top - innerHeight / 3 });
  };

  /* From the open card, else from the caret; past the last one it begins again */
  const neighbour = (visible, direction) => {
    const at = visible.findIndex((finding) => finding.id === current);
    if (at >= 0) return visible[(at + direction + visible.length) % visible.length];
    const { focusNode, focusOffset } = getSelection();
    const ordered = direction > 0 ? visible : visible.toReversed();
    const isPast = (finding) => sheet.contains(focusNode) && finding.ranges[0].comparePoint(focusNode, focusOffset) === -direction;
    return ordered.find(isPast) ?? ordered[0];
  };

  const step = (direction) => {
    const visible = findings.filter(isShown);
    if (!visible.length) return say(words.saidNone);
    const finding = neighbour(visible, direction);
    openCard(finding);
    select(finding.ranges[0]);
    const told = findAll("summary > :not(.card-n), .card-msg", finding.card).slice(0, 4).map((part) => part.textContent.trim());
    return say(`${findings.indexOf(finding) + 1}: ${told.join(", ")}`);
  };

  /* Applying goes through the browser's own editing, so that undo takes it back */
  const write = (range, text) => {
    select(range);
    if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
      range.deleteContents();
      range.insertNode(document.createTextNode(text));
      changed();
    }
  };

  const apply = (fixes) => {
    const fresh = fixes.filter((fix) => fix.range.toString() === fix.was);
    if (!fresh.length) return say(words.saidChanged);
    fresh.reverse().forEach((fix) => write(fix.range, fix.text));
    say(words.saidApplied);
    return check();
  };

  const safeFixes = () => {
    let last = 0;
    return findings.flatMap((finding) => finding.fixes.slice(0, 1)).filter((fix) => fix.isSafe).sort((one, other) => one.start - other.start).filter((fix) => {
      const isFree = fix.start >= last;
      if (isFree) last = fix.end;
      return isFree;
    });
  };

  const findingOf = (element) => findings.find((finding) => finding.card === element.closest(".card"));

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("[data-fix], [data-apply-safe], [data-place], [data-show-again]");
    const link = event.target.closest(".strip a, .peek");
    if (button?.matches("[data-fix]")) {
      event.preventDefault();
      const fix = findingOf(button)?.fixes[Number(button.dataset.fix)];
      if (fix) apply([fix]);
    } else if (button?.matches("[data-apply-safe]")) {
      event.preventDefault();
      apply(safeFixes());
    } else if (button?.matches("[data-place]")) {
      event.preventDefault();
      const range = findingOf(button)?.ranges[Number(button.dataset.place)];
      if (range) select(range);
    } else if (button) {
      ignore(ignored.filter((mark) => mark.key !== button.dataset.showAgain));
      sheet.focus({ preventScroll: true });
    } else if (link) {
      const finding = findings.find((one) => `#f-${one.id}` === link.getAttribute("href"));
      if (!finding) return;
      if (link === peek) return;
      event.preventDefault();
      openCard(finding);
      select(finding.ranges[0]);
    }
  });

  sheet.addEventListener("click", () => {
    const { focusNode, focusOffset, isCollapsed } = getSelection();
    if (!isCollapsed || !focusNode) return;
    const finding = findings.filter(isShown).find(({ ranges }) => ranges.some((range) => range.isPointInRange(focusNode, focusOffset)));
    if (finding) openCard(finding);
  });

  list.addEventListener("toggle", (event) => {
    if (event.target.name !== "finding") return;
    const finding = findingOf(event.target);
    if (!finding) return;
    if (event.target.open) current = finding.id;
    else if (current === finding.id) current = "";
    paint();
  }, true);

  list.addEventListener("submit", (event) => {
    event.preventDefault();
    const { target } = event;
    const scope = target.elements.scope.value;
    ignore([...ignored, { key: target.dataset[scope], scope, reason: target.elements.reason.value }]);
    say(words.saidIgnored);
  });

  find("#filters").addEventListener("change", paint);

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || isConverting || event.ctrlKey || event.metaKey) return;
    if (event.key === "F8" && !event.altKey) {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.altKey && !event.shiftKey && current) {
      const finding = findings.find((one) => one.id === current);
      const fix = /^Digit[1-9]$/.test(event.code) ? finding?.fixes[Number(event.code.at(-1)) - 1] : undefined;
      if (fix) {
        event.preventDefault();
        apply([fix]);
      } else if (finding && event.code === "KeyI") {
        event.preventDefault();
        const panel = find(".ignore", finding.card);
        panel.open = true;
        find("input", panel).focus();
      }
    } else if (event.key === "Escape") {
      const menu = event.target instanceof Element && event.target.closest(".by-rule[open], .ignore[open]");
      if (menu) {
        menu.open = false;
        find("summary", menu).focus();
      }
    }
  });

  /* Typing */
  const changed = () => {
    version += 1;
    isDirty = true;
    const isEmpty = !sheet.textContent;
    sheet.classList.toggle("is-empty", isEmpty);
    if (isConverting) return;
    if (sheet.textContent.length <= LIVE_LIMIT) later();
    else tell(words.saidWait);
  };
  sheet.addEventListener("input", changed);
  sheet.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    if (sheet.textContent.trim() || text.length < UNDOABLE) return;
    event.preventDefault();
    fill(text);
    changed();
  });
  sheet.addEventListener("compositionstart", () => { isConverting = true; });
  sheet.addEventListener("compositionend", () => {
    isConverting = false;
    changed();
  });
  new ResizeObserver(() => drawStrip(findings.filter(isShown))).observe(sheet);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  form.addEventListener("change", (event) => { if (event.target.matches("[data-option]")) check(); });

  /* Texts that people type are read here and become the draft; every other file goes with the form, and its page answers */
  const picker = find("[type=file]", form);
  const send = (files) => {
    const [file] = files;
    const isKnown = !file.name.includes(".") || words.extensions.split(",").some((extension) => file.name.toLowerCase().endsWith(extension));
    if (!isKnown) return tell(words.saidUnknown, true);
    if (file.size > Number(words.maxUpload)) return tell(words.saidTooLarge, true);
    find("#problem").replaceChildren();
    if (picker.files !== files) picker.files = files;
    field.value = read().text;
    isLeaving = !isDirty || !field.value.trim();
    document.body.classList.add("checking");
    find(".busy span").textContent = words.saidSending;
    say(words.saidSending);
    form.submit();
    return undefined;
  };
  /* Back from the page of a file: the form is as it was left, the file has gone its way */
  const stay = () => {
    document.body.classList.remove("checking");
    isLeaving = false;
    picker.value = "";
  };
  addEventListener("pageshow", stay);

  const openFile = async (files) => {
    const [file] = files;
    const format = EXTENSIONS[file.name.split(".").at(-1).toLowerCase()];
    if (!format || file.size > Number(words.maxFile)) return send(files);
    let text = "";
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()).replace(/\r\n?/g, "\n");
    } catch {
      return send(files);
    }
    if (!text.trim()) return tell(words.saidEmpty.replace("{name}", file.name), true);
    picker.value = "";
    ignored = [];
    find("[name=format]", form).value = format;
    find("#problem").replaceChildren();
    const isUndone = sheet.textContent && text && text.length + sheet.textContent.length < UNDOABLE;
    if (isUndone) {
      const all = new Range();
      all.selectNodeContents(sheet);
      write(all, text);
    } else fill(text);
    changed();
    scrollTo({ top: 0 });
    return check();
  };
  picker.addEventListener("change", () => { if (picker.files.length) openFile(picker.files); });
  const hasFile = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    draft.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) draft.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    draft.classList.remove("over");
    if (!hasFile(event)) return;
    event.preventDefault();
    const { files } = event.dataTransfer;
    if (files.length > 1) tell(words.saidOneFile, true);
    else if (files.length) openFile(files);
  });

  /* The other language keeps the draft: it goes along in a form, never in the address */
  find("#lang-switch").addEventListener("click", async (event) => {
    const { text } = read();
    if (!text.trim() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const address = event.currentTarget.href;
    try { await fetch(address); } catch { /* the language is then not remembered, but still asked for */ }
    leave();
    field.value = text;
    form.action = address;
    isLeaving = true;
    form.submit();
  });
  addEventListener("beforeunload", (event) => {
    if (!isDirty || isLeaving || !sheet.textContent.trim()) return;
    event.preventDefault();
    setTimeout(stay);
  });

  fill(field.value);
  sheet.classList.toggle("is-empty", !sheet.textContent);
  if (field.value.trim()) {
    if (field.value.length <= LIVE_LIMIT) check();
    else tell(words.saidWait);
  }
})();
