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
    const soon = deck && ask(`/api/deck/${path(deck.name)}`); // asked for at the same time
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
    if (name) await open(name, name === deck?.name ? soon : undefined); else problems(pack.problems);
    $("state").textContent = pack.stale || deck?.stale ? words.stale : "";
  }
  function options(select, label, entries, chosen) {
    select.setAttribute("aria-label", label);
    select.replaceChildren(...(select.id === "paper" ? [make("option", { value: "" }, label)] : []),
      ...entries.map((entry) => make("option", { value: entry.name }, `${entry.name.split("/")[1]} · ${entry.title}`)));
    select.value = chosen;
  }
  async function open(name, asked) {
    const found = await (asked ?? ask(`/api/deck/${path(name)}`));
    if (found.status !== 200) return;
    const other = deck?.name !== found.name;
    const here = deck?.slides[at]?.name ?? decodeURIComponent(location.hash.slice(1).split(":")[1] ?? "");
    deck = found;
    const same = deck.slides.findIndex((slide) => slide.name === here);
    at = same >= 0 ? same : other ? 0 : Math.min(at, Math.max(0, deck.slides.length - 1));
    await show(at, false);
    thumbs();
    mark(at);
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
    mark(index);
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
  function mark(index) { // the slide in the list of all
    for (const [place, thumb] of [...$("list").children].entries()) place === index ? thumb.setAttribute("aria-current", "true") : thumb.removeAttribute("aria-current");
    $("list").children[index]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  function problems(found) {
    $("problems").replaceChildren(...(found.length ? found.map((problem) => make("div", { class: `problem ${problem.severity}` },
      make("div", {}, problem.message), make("code", {}, `${problem.file}${problem.line ? `:${problem.line}:${problem.column}` : ""} [${problem.code}]`),
      ...(problem.hint ? [make("div", {}, `→ ${problem.hint}`)] : []), ...opener(problem))) : [make("p", {}, words.none)]));
  }
  const opener = (place) => (pack.editor && place.line ? [make("button", { onclick: () => ask("/api/open", { file: place.file, line: place.line, column: place.column }) }, words.open)] : []);

  const plain = (text) => text.replace(/\s+/g, "");
  const place = (file, keys) => `file=${encodeURIComponent(file)}&keys=${encodeURIComponent(JSON.stringify(keys))}`;
  const within = (keys, outer) => outer.every((key, index) => keys[index] === key);
  const entry = (element, said) => panel(`path=${encodeURIComponent(element.dataset.path)}`, (found) => {
    const wanted = plain(said);
    const same = found.texts.findIndex((text) => plain(text.text) === wanted);
    return same >= 0 ? same : found.texts.findIndex((text) => wanted && plain(text.text).includes(wanted));
  });
  async function panel(query, chosen) { // the fields of an entry; `chosen` says which of them is to be filled in
    const found = await ask(`/api/entry?${query}`);
    if (found.status !== 200) { $("entry").replaceChildren(make("p", {}, words.nothing)); return; }
    const fields = found.texts.map((text) => field(found, text));
    $("entry").replaceChildren(make("code", {}, `${found.file}:${found.line}:${found.column}`), ...opener(found), make("output", { role: "status" }), ...arranged(found, fields), ...adder(found));
    (fields[chosen(found)] ?? fields[found.texts.findIndex((text) => text.keys.at(-1) !== "id")] ?? fields[0])?.querySelector("textarea, select, input").focus();
  }
  const again = (found, keys, focused) => panel(place(found.file, keys), (now) => now.texts.findIndex((text) => within(text.keys, focused)));
  function arranged(found, fields) { // fields in the order of the file, a head before each entry of a list
    const rows = [], open = [], told = new Set();
    const lists = [...found.lists].sort((a, b) => a.keys.length - b.keys.length);
    [...found.texts, { keys: [] }].forEach((text, index) => {
      while (open.length && !within(text.keys, open.at(-1).list.keys)) rows.push(another(found, open.pop()));
      for (const list of lists.filter((one) => text.keys.length && within(text.keys, one.keys))) {
        let run = open.find((one) => one.list === list);
        if (!run) open.push((run = { list, index: -1 }));
        if (run.index === text.keys[list.keys.length]) continue;
        while (open.at(-1) !== run) rows.push(another(found, open.pop()));
        run.index = text.keys[list.keys.length];
        rows.push(item(found, list, run.index));
      }
      for (const group of found.entries) if (text.keys.length && within(text.keys, group.keys) && !told.has(group)) {
        told.add(group);
        rows.push(make("div", { class: "item" }, make("span", {}, group.keys.join(".")), ...dropper(found, group)));
      }
      if (fields[index]) rows.push(fields[index]);
    });
    return [...rows, ...lists.filter((list) => !list.count).map((list) => another(found, { list, index: -1 }))];
  }
  function item(found, list, index) {
    const name = `${list.keys.join(".")}.${index}`, keys = [...list.keys, index];
    const act = (sign, what, to, dead) => {
      const button = make("button", { "aria-label": `${words[what]} ${name}`, title: words[what], onclick: () => relist(found, list, what === "remove" ? what : "move", index, to) }, sign);
      button.disabled = dead;
      return button;
    };
    return make("div", { class: "item" }, make("button", { class: "name", onclick: () => panel(place(found.file, keys), () => 0) }, name),
      act("↑", "up", index - 1, index === 0), act("↓", "down", index + 1, index === list.count - 1), act("✕", "remove", index, false));
  }
  function another(found, { list, index }) { // its place: the end of a list in the entry, behind the entry in its own list
    const own = list.keys.length < found.keys.length;
    return make("button", { class: "another", "aria-label": `${words.another} ${list.keys.join(".")}`, onclick: () => relist(found, list, "add", own ? index + 1 : list.count, 0) }, `+ ${list.keys.at(-1)}`);
  }
  const tell = (...told) => $("entry").querySelector("output")?.replaceChildren(...told);
  let saving = Promise.resolve(); // what comes next waits for it: it sees the file as it is then
  async function relist(found, list, act, at, to) {
    await saving;
    const answer = await ask("/api/list", { file: found.file, keys: list.keys, act, at, to, state: list.state });
    if (answer.status === 409) {
      tell(make("div", { class: "conflict" }, words.conflict, make("blockquote", {}, answer.now),
        make("button", { onclick: () => relist(found, { ...list, state: answer.state }, act, at, to) }, words.mine),
        make("button", { onclick: () => again(found, found.keys, found.keys) }, words.theirs)));
      return;
    }
    if (answer.status !== 200) { tell(words.refused); return; }
    $("undo").disabled = !answer.undo;
    const own = list.keys.length < found.keys.length;
    const shown = own ? (act === "remove" ? list.keys.slice(0, -1) : [...list.keys, act === "add" ? at : to]) : found.keys;
    await again(found, shown, act === "remove" ? shown : [...list.keys, act === "add" ? at : to]);
  }
  const dropper = (found, one) => (one.optional ? [make("button", { class: "drop", "aria-label": `${words.remove} ${one.keys.join(".")}`, title: words.remove, onclick: async () => {
    await saving;
    const answer = await ask("/api/drop", { file: found.file, keys: one.keys, state: found.state });
    if (answer.status === 200) { $("undo").disabled = !answer.undo; await again(found, found.keys, found.keys); }
    else if (answer.status === 409) { await again(found, found.keys, one.keys); tell(words.conflict); }
    else tell(words.refused);
  } }, "✕")] : []);
  async function adopt(found, text) { // one's own change is no conflict of the next one
    const now = await ask(`/api/entry?${place(found.file, found.keys)}`);
    const said = (entry) => JSON.stringify(entry.texts?.map((one) => [one.keys, plain(one.text)]));
    if (now.status === 200 && said(now) === said(found)) { found.lists.forEach((list, index) => { list.state = now.lists[index].state; }); found.state = now.state; }
    else await again(found, found.keys, text.keys);
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
    const name = (one) => one.keys.slice(found.keys.length).join(".");
    const choice = make("select", { "aria-label": words.add }, make("option", { value: "" }, words.add), ...found.missing.map((one, at) => make("option", { value: String(at), title: one.form.about }, name(one))));
    choice.addEventListener("change", async () => {
      if (choice.value === "") return;
      const one = found.missing[Number(choice.value)];
      if (!one.form.control) { // texts, lists and entries begin with what they must have
        const answer = await ask("/api/add", { file: found.file, keys: one.keys, new: "" });
        choice.value = "";
        if (answer.status !== 200) { tell(answer.status === 409 ? words.conflict : words.refused); return; }
        $("undo").disabled = !answer.undo;
        await again(found, found.keys, one.keys);
        return;
      }
      const fresh = field(found, { ...one, text: "", added: true });
      choice.before(fresh);
      choice.selectedOptions[0].remove();
      choice.value = "";
      fresh.querySelector("select, input").focus();
    });
    return [choice];
  }
  function field(found, text) {
    let old = text.text;
    const area = control(text.form, old), file = found.file;
    const told = make("span");
    area.value = old;
    const save = () => { saving = saved(); return saving; };
    const saved = async () => {
      if (area.value === old) return;
      const given = area.value;
      const answer = await (text.added ? ask("/api/add", { file, keys: text.keys, new: given }) : ask("/api/edit", { file, keys: text.keys, old, new: given }));
      told.replaceChildren();
      if (answer.status === 200) {
        old = text.text = given;
        told.textContent = words.saved;
        $("undo").disabled = !answer.undo;
        if (text.added) await again(found, found.keys, text.keys); else await adopt(found, text);
        return;
      }
      if (answer.status !== 409) { told.textContent = words.refused; return; }
      told.replaceChildren(make("div", { class: "conflict" }, words.conflict, make("blockquote", {}, answer.now),
        make("button", { onclick: () => { old = answer.now; save(); } }, words.mine),
        make("button", { onclick: () => { old = area.value = answer.now; told.replaceChildren(); } }, words.theirs)));
    };
    area.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save(); });
    const label = make("label", { title: text.form?.about ?? "" }, `${text.keys.join(".")}${text.line ? ` · ${text.line}` : ""}`);
    if (text.form?.control === "choice") area.addEventListener("change", save);
    label.append(area);
    return make("div", {}, label, make("button", { onclick: save }, words.save), ...dropper(found, text), told);
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
