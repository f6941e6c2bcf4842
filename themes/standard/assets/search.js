// The search, fetched when a reader opens it: words and parts of words in all pages, compared as people write them, without asking any server.
window.kohyoSearch = function (dialog, index) {
  "use strict";
  const SHOWN = 20;
  const field = dialog.querySelector("input");
  const found = dialog.querySelector("[role=status]");
  const hint = dialog.querySelector(".search-try");
  const list = dialog.querySelector("ol");
  const more = dialog.querySelector(".search-more");
  const japanese = document.documentElement.lang === "ja";

  // ---- How words are compared

  // A character with the marks that belong to it, so that a half-width ﾊﾟ is one.
  const CHARACTER = /[\s\S][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*/gu;
  const known = new Map();

  // Width, case, kind of kana, hyphens and middle dots make no difference.
  function plain(character) {
    let text = known.get(character);
    if (text === undefined) {
      text = character.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
      text = text.replace(/[-\u00ad\u2010-\u2015\u2212\u30fb]/g, "").replace(/[^\S\n]/g, " ");
      known.set(character, text);
    }
    return text;
  }
  const isDigit = (text) => text >= "0" && text <= "9";
  const isLatin = (text) => text >= "a" && text <= "z";

  // The text as it is compared; `places` gets for each of its characters where it stands in the text as it is written. Blanks count between Latin words alone,
  // and what stands between the digits of a telephone number does not count: brackets, and a long vowel for a hyphen.
  function folded(text, places) {
    let out = "";
    let blank = null;
    let held = [];
    function add(piece, from, to) {
      out += piece;
      for (let i = 0; places && i < piece.length; i += 1) { places.push([from, to]); }
    }
    for (const match of text.matchAll(CHARACTER)) {
      const piece = plain(match[0]);
      const from = match.index;
      const to = from + match[0].length;
      const last = held.length ? "" : out.slice(-1);
      if (piece === "") { continue; }
      if (piece === " ") { blank = blank || [from, to]; continue; }
      if ((held.length || isDigit(last)) && held.length < 4 && (piece === "ー" || piece === "(" || piece === ")")) { held.push([piece, from, to]); continue; }
      if (held.length && !isDigit(piece[0])) { held.forEach((sign) => add(...sign)); }
      held = [];
      if (blank && isLatin(last) && isLatin(piece[0])) { add(" ", ...blank); }
      blank = null;
      add(piece, from, to);
    }
    held.forEach((sign) => add(...sign));
    return out;
  }

  // ---- The index, made ready at the first search

  let parts = null;
  let same = null;

  function ready() {
    const above = [];
    parts = index.parts.map(([page, depth, anchor, heading, text]) => {
      const [address, title] = index.pages[page];
      above.length = depth;
      const around = above.filter((line) => line !== "");
      const own = depth === 0 ? title : heading;
      above.push(own);
      return { address, anchor, depth, around, text, heading: own || title, foldedHeading: folded(own), foldedText: folded(text), foldedAround: around.map((line) => folded(line)).join("\n") };
    });
    same = index.same.map((group) => group.map((word) => folded(word)));
  }

  // ---- What was typed

  // The words of a query, and what means the same: each a list of words of which none may be missing.
  function readings(query) {
    const number = /^[\d\s()+\-\u2010-\u2015\u2212ー]+$/.test(query.normalize("NFKC"));
    const words = (number ? [query] : query.split(/\s+/)).map((word) => folded(word)).filter((word) => word !== "");
    if (words.length === 0) { return []; }
    const all = [{ text: words.join("\n"), used: [] }];
    for (let i = 0; i < all.length && all.length < 24; i += 1) {
      const { text, used } = all[i];
      same.forEach((group, nth) => {
        if (used.includes(nth)) { return; }
        for (const word of group) {
          // Several words that mean one thing are typed with blanks between them.
          const at = placeOf(word, text.replace(/\n/g, " "), 0, true);
          if (at < 0) { continue; }
          for (const other of group) {
            // What holds the word is found by it anyway.
            if (other.includes(word)) { continue; }
            const now = text.slice(0, at) + other + text.slice(at + word.length);
            if (!all.some((one) => one.text === now)) { all.push({ text: now, used: used.concat(nth) }); }
          }
        }
      });
    }
    return all.map((one) => [...new Set(one.text.split("\n"))]);
  }

  // Where a word stands in a text. Latin words are found by their parts too, unless they are very short or must stand by themselves.
  function placeOf(word, text, from, whole) {
    let at = text.indexOf(word, from);
    if (!isLatin(word[0]) || (!whole && word.length > 2)) { return at; }
    while (at >= 0 && (isLatin(text.charAt(at - 1)) || isLatin(text.charAt(at + word.length)))) { at = text.indexOf(word, at + 1); }
    return at;
  }

  // ---- Finding

  // How well a part answers some words; 0: not at all. Titles count more than headings, and headings more than text.
  function weight(part, words) {
    let sum = 0;
    let own = false;
    for (const word of words) {
      const heading = placeOf(word, part.foldedHeading, 0);
      const inText = placeOf(word, part.foldedText, 0) >= 0;
      if (heading >= 0) {
        sum += (part.depth === 0 ? 8 : 4) + (heading === 0 ? 1 : 0) + (part.foldedHeading === word ? 4 : 0);
      } else if (!inText && placeOf(word, part.foldedAround, 0) < 0) {
        return 0;
      }
      if (inText) { sum += 1; }
      own = own || heading >= 0 || inText;
    }
    return own ? sum + 0.1 : 0;
  }

  function search(query) {
    if (!parts) { ready(); }
    const all = readings(query);
    const hits = [];
    parts.forEach((part, order) => {
      let best = 0;
      const words = new Set();
      all.forEach((reading, nth) => {
        // What was typed counts a little more than what means the same.
        const now = weight(part, reading) - Math.min(nth, 1) * 0.05;
        if (now > 0) { reading.forEach((word) => words.add(word)); }
        best = Math.max(best, now);
      });
      if (best > 0) { hits.push({ part, best, order, words: [...words] }); }
    });
    return hits.sort((a, b) => b.best - a.best || a.order - b.order);
  }

  // ---- Showing

  // Where the words stand in a text, in its order, what overlaps taken together.
  function places(text, words) {
    const at = [];
    const line = folded(text, at);
    const all = [];
    for (const word of words) {
      for (let i = placeOf(word, line, 0); i >= 0; i = placeOf(word, line, i + word.length)) { all.push([at[i][0], at[i + word.length - 1][1], word]); }
    }
    all.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return all.filter((place, i) => i === 0 || place[0] >= Math.max(...all.slice(Math.max(0, i - 8), i).map((before) => before[1])));
  }

  // The text with its words marked, from one place to another.
  function marked(element, text, all, from, to) {
    let done = from;
    const add = (until) => element.append(text.slice(done, until).replace(/\n/g, " "));
    for (const [start, end] of all) {
      if (start < done || end > to) { continue; }
      add(start);
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(mark);
      done = end;
    }
    add(to);
  }

  // The piece of a text in which most of the words stand.
  function excerptOf(text, all) {
    const length = japanese ? 96 : 170;
    let best = [0, 0];
    all.forEach(([start], i) => {
      const words = new Set(all.slice(i).filter((place) => place[1] <= start + length * 0.75).map((place) => place[2]));
      if (words.size > best[1]) { best = [start, words.size]; }
    });
    let from = Math.max(0, best[0] - Math.round(length / 4));
    // Not from the middle of a sentence or of a word, where one begins nearby.
    const begin = text.slice(from, best[0]).search(/[\n。](?=[^\n])/);
    if (from > 0 && begin >= 0) { from += begin + 1; } else if (from > 0) { from += Math.max(0, text.slice(from, best[0]).search(/ /) + 1); }
    let to = Math.min(text.length, from + length);
    const blank = text.lastIndexOf(" ", to);
    if (!japanese && to < text.length && blank > from + length / 2) { to = blank; }
    // No half of a character.
    if (/[\udc00-\udfff]/.test(text.charAt(from))) { from += 1; }
    if (/[\udc00-\udfff]/.test(text.charAt(to))) { to += 1; }
    return [from, to];
  }

  function address(part, all, text) {
    let place = part.anchor ? encodeURIComponent(part.anchor) : "";
    // Browsers that can show the very words; others, and those that do not find them, go to the place.
    if (all.length > 0 && "fragmentDirective" in document) {
      const words = text.slice(all[0][0], all[0][1]);
      place += `:~:text=${encodeURIComponent(words).replace(/-/g, "%2D")}`;
    }
    return dialog.dataset.root + part.address + (place ? `#${place}` : "");
  }

  function shown(hit) {
    const { part, words } = hit;
    const all = places(part.text, words);
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address(part, all, part.text);
    marked(link, part.heading, places(part.heading, words), 0, part.heading.length);
    item.append(link);
    if (part.around.length > 0) {
      const where = document.createElement("p");
      where.className = "search-where";
      where.textContent = part.around.join(" › ");
      item.append(where);
    }
    if (part.text !== "") {
      const excerpt = document.createElement("p");
      const [from, to] = excerptOf(part.text, all);
      if (from > 0) { excerpt.append("…"); }
      marked(excerpt, part.text, all, from, to);
      if (to < part.text.length) { excerpt.append("…"); }
      item.append(excerpt);
    }
    return item;
  }

  let hits = [];
  let asked = null;

  function show(from) {
    hits.slice(from, from + SHOWN).forEach((hit) => list.append(shown(hit)));
    more.hidden = hits.length <= list.children.length;
  }

  function run() {
    const query = field.value.trim();
    if (query === asked) { return; }
    asked = query;
    try { sessionStorage.setItem("kohyo-search", query); } catch (e) { /* not remembered */ }
    hits = query === "" ? [] : search(query);
    list.textContent = "";
    show(0);
    const { found: many, foundOne, shown: first, none } = dialog.dataset;
    let words = hits.length === 1 ? foundOne : many.replace("#", hits.length);
    if (hits.length === 0) { words = none; }
    if (!more.hidden) { words += (japanese ? "" : " ") + first.replace("#", SHOWN); }
    found.textContent = query === "" ? "" : words;
    hint.hidden = query === "" || hits.length > 0;
    hint.textContent = hint.hidden ? "" : dialog.dataset.try;
    dialog.scrollTop = 0;
  }

  // ---- By hand

  const links = () => [...list.querySelectorAll("a")];
  let waiting = 0;

  field.addEventListener("input", (event) => {
    clearTimeout(waiting);
    // While kana become characters, the count would be read out between the candidates.
    waiting = setTimeout(run, event.isComposing ? 600 : 150);
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    run();
    const first = links()[0];
    if (first) { first.focus(); }
  });
  more.addEventListener("click", () => {
    const before = list.children.length;
    show(before);
    links()[before].focus();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) { return; }
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== field) { return; }
    const next = at + step;
    if (next >= all.length) { return; }
    event.preventDefault();
    (next < 0 ? field : all[next]).focus();
  });
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    // Beside the box, or to a place on this page.
    if (event.target === dialog || (link && link.pathname === location.pathname && !event.ctrlKey && !event.metaKey && !event.shiftKey)) { dialog.close(); }
  });

  // The last search of this visit; not over what was typed meanwhile.
  if (field.value === "") {
    try { field.value = sessionStorage.getItem("kohyo-search") || ""; } catch (e) { /* nothing is remembered */ }
    field.select();
  }
  run();
};
