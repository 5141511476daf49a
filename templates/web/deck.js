"use strict";
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const output = document.querySelector("nav output");
  const search = document.querySelector("input");
  const body = document.body;
  const began = Date.now();
  let at = 0, step = 0, presenter = null;

  const steps = (slide) => Number(slide.dataset.clicks);
  const clicked = (root, now) => {
    for (const item of root.querySelectorAll("[data-click]")) item.classList.toggle("waits", Number(item.dataset.click) > now);
  };
  const minutes = (slide) => Number(slide.dataset.minutes) || 0;
  const planned = (last) => slides.slice(0, last + 1).reduce((sum, slide) => sum + minutes(slide), 0);
  const spoken = (value) => {
    const seconds = Math.max(0, Math.round(value * 60));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  function show(number, clicks = 0) {
    at = Math.min(Math.max(number, 0), slides.length - 1);
    step = Math.min(clicks, steps(slides[at]));
    slides.forEach((slide, index) => slide.classList.toggle("here", index === at));
    clicked(slides[at], step);
    output.textContent = `${at + 1} / ${slides.length}`;
    history.replaceState(null, "", `#${slides[at].id}`);
    tell();
  }
  // Hidden slides are passed over; links, overview and search lead to them.
  const beside = (way) => {
    let number = at + way;
    while (slides[number]?.dataset.hidden) number += way;
    return number;
  };
  const turn = (number, clicks) => slides[number] && show(number, clicks);
  const next = () => (step < steps(slides[at]) ? show(at, step + 1) : turn(beside(1), 0));
  const back = () => (step > 0 ? show(at, step - 1) : turn(beside(-1), Infinity));

  function overview(on = !body.classList.contains("overview")) {
    body.classList.toggle("overview", on);
    for (const slide of slides) on ? slide.setAttribute("tabindex", "0") : slide.removeAttribute("tabindex");
    if (on) slides[at].scrollIntoView({ block: "nearest" });
    else { search.value = ""; find(""); }
  }
  function find(words) {
    const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
    for (const slide of slides) {
      const text = slide.textContent.toLowerCase();
      slide.classList.toggle("missed", !wanted.every((word) => text.includes(word)));
    }
  }

  function present() {
    if (presenter && !presenter.closed) return presenter.focus();
    presenter = window.open("", "", "width=1100,height=700");
    if (!presenter) return;
    const page = presenter.document;
    page.documentElement.lang = document.documentElement.lang;
    page.title = document.title;
    page.head.append(document.querySelector("style").cloneNode(true));
    page.body.append(document.getElementById("presenter").content.cloneNode(true));
    page.addEventListener("keydown", keys);
    tell();
  }
  function picture(slide, now) {
    const svg = slide.querySelector("svg").cloneNode(true);
    clicked(svg, now);
    return svg;
  }
  function tell() {
    if (!presenter || presenter.closed) return;
    const page = presenter.document, following = slides[beside(1)];
    page.querySelector(".now").replaceChildren(picture(slides[at], step));
    page.querySelector(".then").replaceChildren(...(following ? [picture(following, 0)] : []));
    page.querySelector(".told").replaceChildren(...[...slides[at].querySelector(".notes").children].map((note) => note.cloneNode(true)));
    page.querySelector(".at").textContent = `${at + 1} / ${slides.length}`;
    tick();
  }
  function tick() {
    if (!presenter || presenter.closed) return;
    const page = presenter.document, used = (Date.now() - began) / 60000;
    const early = planned(at) - used, late = used - planned(at), lag = page.querySelector(".late");
    page.querySelector(".clock").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    page.querySelector(".used").textContent = spoken(used);
    page.querySelector(".planned").textContent = `${spoken(planned(at))} / ${spoken(planned(slides.length - 1))}`;
    lag.textContent = late > 0 ? `${lag.dataset.late} ${spoken(late)}` : early > minutes(slides[at]) ? `${lag.dataset.early} ${spoken(early - minutes(slides[at]))}` : "";
  }
  setInterval(tick, 1000);

  const full = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.());
  const acts = {
    next, back, overview: () => overview(), presenter: present, full, print: () => window.print(),
    first: () => show(0), last: () => show(slides.length - 1), black: () => body.classList.toggle("black"),
    help: () => document.querySelector("dialog").showModal(), search: () => { overview(true); search.focus(); },
  };
  const keymap = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", n: "next",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Home: "first", End: "last",
    o: "overview", p: "presenter", f: "full", b: "black", "/": "search", "?": "help",
  };
  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.tagName === "INPUT";
    if (event.key === "Escape") { overview(false); event.target.blur?.(); return; }
    if (event.key === "Enter" && body.classList.contains("overview")) {
      const chosen = typing ? slides.find((slide) => !slide.classList.contains("missed")) : event.target.closest(".slide");
      if (chosen) { event.target.blur?.(); overview(false); show(slides.indexOf(chosen)); }
      return;
    }
    const act = keymap[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (typing || !act || (event.target.tagName === "BUTTON" && event.key === " ")) return;
    event.preventDefault();
    acts[act]();
  }
  document.addEventListener("keydown", keys);
  document.querySelector("nav").addEventListener("click", (event) => acts[event.target.dataset.do]?.());
  search.addEventListener("input", () => { overview(true); find(search.value); search.focus(); });
  document.querySelector("main").addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    const slide = event.target.closest(".slide");
    if (!slide) return;
    if (body.classList.contains("overview")) { overview(false); show(slides.indexOf(slide)); } else next();
  });
  window.addEventListener("hashchange", () => go());
  const go = () => show(Math.max(0, slides.findIndex((slide) => slide.id === decodeURIComponent(location.hash.slice(1)))));

  let from = null;
  document.addEventListener("touchstart", (event) => { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!from || body.classList.contains("overview")) return;
    const x = event.changedTouches[0].clientX - from.clientX, y = event.changedTouches[0].clientY - from.clientY;
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) x < 0 ? next() : back();
  });
  go();
})();
