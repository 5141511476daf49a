"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const token = document.querySelector('meta[name="deckbrief-token"]').content;
  let pack = null, deck = null, at = 0, words = {};
  const drawn = new Map();

  async function ask(path, given) {
    const options = given === undefined ? {} : { method: "POST", headers: { "content-type": "application/json", "x-deckbrief-token": token }, body: JSON.stringify(given) };
    const answer = await fetch(path, options);
    return { status: answer.status, ...(await answer.json()) };
  }
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) key.startsWith("on") ? element.addEventListener(key.slice(2), value) : element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const spoken = (minutes) => { // 1.75 is 1:45, as a watch has it
    const seconds = Math.round(minutes * 60);
    return seconds % 60 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : `${seconds / 60}`;
  };
  const path = (name) => name.split("/").map(encodeURIComponent).join("/");

  async function update() {
    pack = await ask("/api/pack");
    words = pack.words;
    document.title = pack.title ? `${pack.title} · deckbrief` : "deckbrief";
    for (const element of document.querySelectorAll("[data-word]")) element.textContent = words[element.dataset.word];
    for (const id of ["overview", "undo", "light"]) $(id).textContent = words[id];
    $("search").setAttribute("aria-label", words.search);
    $("undo").disabled = !pack.undo;
    const wanted = deck?.name ?? decodeURIComponent(location.hash.slice(1).split(":")[0]);
    const names = pack.decks.map((entry) => entry.name);
    const name = names.includes(wanted) ? wanted : names[0];
    options($("deck"), words.decks, pack.decks, name);
    options($("paper"), words.briefings, pack.briefings, "");
    if (name) await open(name); else problems(pack.problems);
    $("state").textContent = pack.stale || deck?.stale ? words.stale : "";
  }
  function options(select, label, entries, chosen) {
    select.setAttribute("aria-label", label);
    select.replaceChildren(...(select.id === "paper" ? [make("option", { value: "" }, label)] : []),
      ...entries.map((entry) => make("option", { value: entry.name }, `${entry.name.split("/")[1]} · ${entry.title}`)));
    select.value = chosen;
  }
  async function open(name) {
    const found = await ask(`/api/deck/${path(name)}`);
    if (found.status !== 200) return;
    const other = deck?.name !== found.name;
    const here = deck?.slides[at]?.name ?? decodeURIComponent(location.hash.slice(1).split(":")[1] ?? "");
    deck = found;
    const again = deck.slides.findIndex((slide) => slide.name === here);
    at = again >= 0 ? again : other ? 0 : Math.min(at, Math.max(0, deck.slides.length - 1));
    thumbs();
    await show(at, false);
  }
  function thumbs() {
    const old = new Map([...$("list").children].map((thumb) => [thumb.dataset.name, thumb]));
    $("list").replaceChildren(...deck.slides.map((slide, index) => {
      const thumb = old.get(slide.name) ?? make("button", { class: "thumb", "data-name": slide.name }, make("img", { alt: "", loading: "lazy" }), make("small"));
      thumb.onclick = () => { document.body.classList.remove("overview"); show(index); };
      const picture = thumb.querySelector("img"), source = `/svg/${slide.key}`;
      if (picture.getAttribute("src") !== source) picture.src = source;
      thumb.style.setProperty("--ratio", slide.ratio);
      thumb.querySelector("small").textContent = `${index + 1} ${slide.title}`;
      thumb.querySelector(".count")?.remove();
      if (slide.problems.length) thumb.append(make("span", { class: "count" }, String(slide.problems.length)));
      return thumb;
    }));
    find();
  }
  async function show(index, moved = true) {
    const slide = deck.slides[index];
    if (moved) $("entry").replaceChildren(make("p", {}, words.click));
    if (!slide) { $("slide").replaceChildren(); problems([...deck.problems, ...pack.problems]); return; }
    at = index;
    for (const [place, thumb] of [...$("list").children].entries()) place === index ? thumb.setAttribute("aria-current", "true") : thumb.removeAttribute("aria-current");
    $("list").children[index]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    history.replaceState(null, "", `#${encodeURIComponent(deck.name)}:${encodeURIComponent(slide.name)}`);
    $("notes").replaceChildren(make("p", { class: "time" }, `${index + 1} / ${deck.slides.length} · ${spoken(slide.minutes)} ${words.minutes}`),
      ...slide.notes.map((note) => make("p", { class: note.role }, make("b", {}, note.label), note.text)));
    const beside = new Set(slide.problems.map(JSON.stringify));
    problems([...slide.problems, ...[...deck.problems, ...pack.problems].filter((problem) => !beside.has(JSON.stringify(problem)))]);
    if ($("slide").dataset.key === slide.key) return;
    if (!drawn.has(slide.key)) {
      const answer = await fetch(`/svg/${slide.key}`);
      if (!answer.ok) return;
      drawn.set(slide.key, new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement);
    }
    if (at !== index || deck.slides[index]?.key !== slide.key) return; // someone has gone on meanwhile
    $("slide").replaceChildren(document.importNode(drawn.get(slide.key), true));
    $("slide").dataset.key = slide.key;
    if (drawn.size > 400) drawn.clear();
  }
  function problems(found) {
    $("problems").replaceChildren(...(found.length ? found.map((problem) => make("div", { class: `problem ${problem.severity}` },
      make("div", {}, problem.message), make("code", {}, `${problem.file}${problem.line ? `:${problem.line}:${problem.column}` : ""} [${problem.code}]`),
      ...(problem.hint ? [make("div", {}, `→ ${problem.hint}`)] : []), ...opener(problem))) : [make("p", {}, words.none)]));
  }
  const opener = (place) => (pack.editor && place.line ? [make("button", { onclick: () => ask("/api/open", { file: place.file, line: place.line, column: place.column }) }, words.open)] : []);

  const plain = (text) => text.replace(/\s+/g, "");
  async function entry(element, said) {
    const found = await ask(`/api/entry?path=${encodeURIComponent(element.dataset.path)}`);
    if (found.status !== 200) { $("entry").replaceChildren(make("p", {}, words.nothing)); return; }
    const fields = found.texts.map((text) => field(found.file, text));
    $("entry").replaceChildren(make("code", {}, `${found.file}:${found.line}:${found.column}`), ...opener(found), ...fields, ...adder(found));
    const wanted = plain(said);
    const chosen = fields.find((_, index) => plain(found.texts[index].text) === wanted) ?? fields.find((_, index) => wanted && plain(found.texts[index].text).includes(wanted));
    (chosen ?? fields[0])?.querySelector("textarea, select, input").focus();
  }
  function control(form, value) { // by the model: a choice, a number, or words
    if (form?.control === "choice") {
      const known = form.words.includes(value);
      return make("select", {}, ...(known ? [] : [make("option", { value, selected: "" }, value || "…")]), ...form.words.map((word) => make("option", word === value ? { selected: "" } : {}, word)));
    }
    const area = form?.control === "number" ? make("input", { type: "number", step: form.whole ? "1" : "any" }) : make("textarea", { rows: "1" });
    area.value = value;
    return area;
  }
  function adder(found) {
    if (!found.missing.length) return [];
    const choice = make("select", { "aria-label": words.add }, make("option", { value: "" }, words.add), ...found.missing.map((one, at) => make("option", { value: String(at), title: one.form.about }, one.keys.at(-1))));
    choice.addEventListener("change", () => {
      if (choice.value === "") return;
      const fresh = field(found.file, { ...found.missing[Number(choice.value)], text: "", added: true });
      choice.before(fresh);
      choice.selectedOptions[0].remove();
      choice.value = "";
      fresh.querySelector("select, input").focus();
    });
    return [choice];
  }
  function field(file, text) {
    let old = text.text;
    const area = control(text.form, old);
    const told = make("span");
    area.value = old;
    const save = async () => {
      if (area.value === old) return;
      const given = area.value;
      const answer = await (text.added ? ask("/api/add", { file, keys: text.keys, new: given }) : ask("/api/edit", { file, keys: text.keys, old, new: given }));
      if (answer.status === 200) text.added = false;
      told.replaceChildren();
      if (answer.status === 200) { old = given; told.textContent = words.saved; $("undo").disabled = !answer.undo; return; }
      if (answer.status !== 409) { told.textContent = words.refused; return; }
      told.replaceChildren(make("div", { class: "conflict" }, words.conflict, make("blockquote", {}, answer.now),
        make("button", { onclick: () => { old = answer.now; save(); } }, words.mine),
        make("button", { onclick: () => { old = area.value = answer.now; told.replaceChildren(); } }, words.theirs)));
    };
    area.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save(); });
    const label = make("label", { title: text.form?.about ?? "" }, `${text.keys.join(".")}${text.line ? ` · ${text.line}` : ""}`);
    if (text.form?.control === "choice") area.addEventListener("change", save);
    label.append(area);
    return make("div", {}, label, make("button", { onclick: save }, words.save), told);
  }

  function find() {
    const wanted = $("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    deck?.slides.forEach((slide, index) => {
      const text = [slide.title, slide.text, ...slide.notes.map((note) => note.text)].join(" ").toLowerCase();
      $("list").children[index]?.classList.toggle("missed", !wanted.every((word) => text.includes(word)));
    });
  }
  async function undo() {
    const answer = await ask("/api/undo", {});
    if (answer.status === 409) $("state").textContent = `${words.conflict} ${answer.file}`;
    else { $("undo").disabled = !answer.undo; $("entry").replaceChildren(make("p", {}, words.click)); }
  }
  const root = document.documentElement;
  function light() {
    const dark = root.classList.contains("night") || (!root.classList.contains("day") && matchMedia("(prefers-color-scheme: dark)").matches);
    root.classList.toggle("day", dark);
    root.classList.toggle("night", !dark);
  }
  const overview = () => document.body.classList.toggle("overview");

  $("slide").addEventListener("click", (event) => {
    const element = event.target.closest("[data-path]");
    if (event.target.closest("a")) event.preventDefault();
    if (element) entry(element, event.target.closest("text")?.textContent ?? "");
  });
  $("deck").addEventListener("change", () => open($("deck").value));
  $("paper").addEventListener("change", () => { if ($("paper").value) window.open(`/pdf/${path($("paper").value)}`, "_blank", "noopener"); $("paper").value = ""; });
  $("search").addEventListener("input", find);
  $("overview").addEventListener("click", overview);
  $("undo").addEventListener("click", undo);
  $("light").addEventListener("click", light);
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape") { document.body.classList.remove("overview"); event.target.blur?.(); return; }
    if (event.key === "Enter" && event.target.id === "search") { [...$("list").children].find((thumb) => !thumb.classList.contains("missed"))?.click(); return; }
    if (typing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "z") { event.preventDefault(); undo(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || !deck) return;
    const last = deck.slides.length - 1;
    const acts = { ArrowRight: () => show(Math.min(at + 1, last)), ArrowLeft: () => show(Math.max(at - 1, 0)), PageDown: () => show(Math.min(at + 1, last)), PageUp: () => show(Math.max(at - 1, 0)),
      Home: () => show(0), End: () => show(last), o: overview, l: light, "/": () => $("search").focus() };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) { event.preventDefault(); act(); }
  });
  const events = new EventSource("/api/events");
  events.onmessage = (event) => { if (!pack || JSON.parse(event.data).version !== pack.version) update(); };
  events.onerror = () => { if (words.lost) $("state").textContent = words.lost; };
})();
