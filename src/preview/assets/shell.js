// The page around the page: it hears of what changed, brings the page up to date where it stands, and leads from findings to their places.
(function () {
  "use strict";
  var body = document.body;
  var known = body.dataset;
  var id = function (name) { return document.getElementById(name); };

  // --- The live connection. When it breaks, it is tried again until it stands.

  var version = Number(known.version || 0);
  var socket = null;

  function connect(hear, opened) {
    var path = known.name === undefined ? "live" : "live/" + version + "/" + encodeURIComponent(known.name);
    socket = new WebSocket("ws://" + location.host + "/_kohyo/" + path);
    socket.onopen = function () { id("lost").hidden = true; if (opened) { opened(); } };
    socket.onmessage = function (event) {
      var news = JSON.parse(event.data);
      // Another run of the program counts anew.
      if (String(news.run) !== known.run) { location.reload(); return; }
      version = Math.max(version, news.version);
      hear(news);
    };
    socket.onclose = function () {
      id("lost").textContent = known.lost;
      id("lost").hidden = false;
      setTimeout(function () { connect(hear, opened); }, 1000);
    };
  }

  // Puts HTML of the preview in place; what had the focus has it again.
  function fill(element, html) {
    if (element.given === html) { return; }
    element.given = html;
    var links = function () { return Array.prototype.slice.call(element.querySelectorAll("a, pre")); };
    var at = links().indexOf(document.activeElement);
    element.innerHTML = html;
    if (at >= 0) { (links()[at] || element).focus({ preventScroll: true }); }
  }

  if (!body.classList.contains("around")) {
    connect(function (news) { if (news.list) { fill(id("list"), news.list); } });
    return;
  }

  // --- The frame with the page.

  var frame = id("page");
  var site = decodeURI(known.site);
  var loading = true; // the frame is on its way to another page
  var late = false; // something changed meanwhile
  var was = null; // what the server sent of the page that is shown, as text and as a document
  var wanted = null; // the place to show once its page is there
  var marked = null;

  function inside() {
    try { return frame.contentDocument && frame.contentWindow.location.host === location.host ? frame.contentDocument : null; } catch (e) { return null; }
  }

  // The file of the site that the frame shows.
  function file() {
    var path = inside() ? decodeURI(frame.contentWindow.location.pathname) : "";
    if (path.slice(0, site.length) !== site) { return null; }
    path = path.slice(site.length);
    return path === "" || path.slice(-1) === "/" ? path + "index.html" : path;
  }

  function parse(text) { return { text: text, html: new DOMParser().parseFromString(text, "text/html").documentElement }; }

  function reload() { loading = true; frame.contentWindow.location.reload(); }

  function say() { if (socket && socket.readyState === WebSocket.OPEN && file()) { socket.send(file()); } }

  frame.addEventListener("load", function () {
    loading = false;
    was = null;
    var page = inside();
    if (!page || file() === null) { return; }
    var view = frame.contentWindow;
    view.addEventListener("pagehide", function () { loading = true; });
    page.addEventListener("keydown", key);
    page.addEventListener("click", clicked, true);
    point();
    document.title = page.title + " | " + known.preview;
    var here = known.base + view.location.pathname.slice(known.site.length) + view.location.hash;
    if (location.pathname + location.hash !== here) { history.replaceState(null, "", here); }
    say();
    if (late) { late = false; reload(); return; }
    var seen = page;
    fetch(view.location.pathname).then(function (answer) { return answer.ok ? answer.text() : null; }).then(function (text) {
      if (inside() !== seen || loading) { return; }
      if (late) { late = false; reload(); return; }
      was = text === null ? null : parse(text);
    }).catch(function () { /* the connection tells it */ });
    if (wanted) { var place = wanted; wanted = null; reveal(place); }
  });

  // --- Bringing the page up to date: only what differs between the old text and the new is changed in what is shown,
  // so that place, focus, open parts and what scripts did stay.

  function patch(shown, old, now, touched) {
    if (old.isEqualNode(now)) { return true; }
    if (old.nodeName !== now.nodeName || shown.nodeName !== old.nodeName) { return false; }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      shown.nodeValue = now.nodeValue;
      touched.push(shown.parentNode);
      return true;
    }
    var before = shown.childNodes.length;
    if (before !== old.childNodes.length || old.nodeName === "SCRIPT") { return false; }
    attributes(shown, old, now, touched);
    var olds = Array.prototype.slice.call(old.childNodes), nows = Array.prototype.slice.call(now.childNodes), live = Array.prototype.slice.call(shown.childNodes);
    var head = 0, tail = 0, least = Math.min(olds.length, nows.length);
    while (head < least && olds[head].isEqualNode(nows[head])) { head += 1; }
    while (tail < least - head && olds[olds.length - 1 - tail].isEqualNode(nows[nows.length - 1 - tail])) { tail += 1; }
    var gone = olds.length - tail, come = nows.length - tail;
    for (var i = head; i < Math.max(gone, come); i += 1) {
      if (i < gone && i < come) {
        if (!patch(live[i], olds[i], nows[i], touched)) { live[i].replaceWith(take(shown, nows[i], touched)); }
      } else if (i < gone) {
        live[i].remove();
        touched.push(shown);
      } else {
        shown.insertBefore(take(shown, nows[i], touched), live[gone] || null);
      }
    }
    return true;
  }

  function attributes(shown, old, now, touched) {
    var names = {};
    [old, now].forEach(function (node) { Array.prototype.forEach.call(node.attributes, function (a) { names[a.name] = true; }); });
    Object.keys(names).forEach(function (name) {
      if (old.getAttribute(name) === now.getAttribute(name)) { return; }
      if (now.hasAttribute(name)) { shown.setAttribute(name, now.getAttribute(name)); } else { shown.removeAttribute(name); }
      if (name !== "data-at") { touched.push(shown); }
    });
  }

  function take(shown, node, touched) {
    var copy = shown.ownerDocument.importNode(node, true);
    touched.push(copy.nodeType === Node.ELEMENT_NODE ? copy : shown);
    return copy;
  }

  // Shows for a moment what changed.
  function flash(touched) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) { return; }
    var view = frame.contentWindow;
    touched.filter(function (element, i) { return touched.indexOf(element) === i && element instanceof view.HTMLElement && element.closest("body") && element.nodeName !== "BODY"; })
      .slice(0, 20)
      .forEach(function (element) { element.animate([{ outline: "3px solid #d98e04", outlineOffset: "2px" }, { outline: "3px solid transparent", outlineOffset: "2px" }], 1500); });
  }

  function update(news) {
    var page = file();
    if (loading) { late = true; return; }
    if (page === null) { return; }
    if (news.html === null) {
      // What is shown is no page of the site (any more), or the server does not know yet that it is shown.
      if (!was || news.gone || news.changed.indexOf(page) >= 0) { reload(); }
      return;
    }
    if (!was || was.text === news.html) { reload(); return; }
    var now = parse(news.html), touched = [];
    if (!patch(inside().documentElement, was.html, now.html, touched)) { reload(); return; }
    was = now;
    document.title = inside().title + " | " + known.preview;
    body.dataset.shown = String(news.version);
    flash(touched);
  }

  // --- Places: from a finding to what it is about, and from a text to where it is written.

  function mark(element) {
    if (marked) { marked.style.removeProperty("outline"); marked.style.removeProperty("outline-offset"); }
    marked = element;
    element.style.setProperty("outline", "3px solid #c2185b", "important");
    element.style.setProperty("outline-offset", "3px", "important");
  }

  function reveal(place) {
    var page = inside();
    if (!page) { return; }
    var element = place.at ? page.querySelector('[data-at="' + Number(place.at) + '"]') : place.anchor ? page.getElementById(place.anchor) : page.querySelector("h1");
    if (!element) { return; }
    for (var around = element; around; around = around.parentElement) { if (around.nodeName === "DETAILS") { around.open = true; } }
    element.scrollIntoView({ block: "center", behavior: "instant" });
    mark(element);
  }

  id("panel").addEventListener("click", function (event) {
    var link = event.target.closest("a[data-page]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    event.preventDefault();
    var place = { at: link.dataset.to, anchor: link.dataset.anchor };
    if (file() === decodeURI(link.dataset.page)) { reveal(place); return; }
    wanted = place;
    frame.contentWindow.location.href = known.site + link.getAttribute("href").slice(known.base.length).replace(/#.*/, "");
  });

  var pick = id("pick"), where = id("where");

  function point() {
    var page = inside();
    if (page) { page.documentElement.style.cursor = pick.getAttribute("aria-pressed") === "true" ? "crosshair" : ""; }
  }

  pick.addEventListener("click", function () {
    var on = pick.getAttribute("aria-pressed") !== "true";
    pick.setAttribute("aria-pressed", String(on));
    where.hidden = !on;
    where.textContent = on ? known.pickHelp : "";
    point();
  });

  function clicked(event) {
    var target = event.target.closest ? event.target : event.target.parentElement;
    if (pick.getAttribute("aria-pressed") === "true") {
      event.preventDefault();
      event.stopPropagation();
      var element = target.closest("[data-at]");
      if (!element) { where.textContent = known.pickNone; return; }
      mark(element);
      var path = frame.contentWindow.location.pathname.slice("/_kohyo/site/".length);
      fetch("/_kohyo/place/" + element.dataset.at + "/" + path).then(function (answer) { return answer.ok ? answer.text() : known.pickNone; }).then(function (text) { where.textContent = text; });
      return;
    }
    // What is no page of the site is shown in a window of its own.
    var link = target.closest("a[href]");
    if (!link || !/^https?:$/.test(link.protocol)) { return; }
    var page = link.host === location.host && link.pathname.slice(0, known.site.length) === known.site && /(\/|\.html?)$/.test(link.pathname);
    if (!page) {
      event.preventDefault();
      open(link.href, "_blank", "noopener");
    }
  }

  // --- The panel.

  var panel = id("panel"), shut = "kohyo-preview-shut";

  function show(on) {
    panel.hidden = !on;
    id("open").hidden = on;
    body.classList.toggle("alone", !on);
    try { localStorage.setItem(shut, on ? "" : "1"); } catch (e) { /* not remembered */ }
  }

  function toggle() {
    var on = panel.hidden;
    show(on);
    if (document.activeElement !== frame) { id(on ? "hide" : "open").focus(); }
  }

  function key(event) {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) { return; }
    // In a field the key belongs to the field.
    if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) { return; }
    toggle();
  }

  document.addEventListener("keydown", key);
  id("hide").addEventListener("click", toggle);
  id("open").addEventListener("click", toggle);
  try { if (localStorage.getItem(shut)) { show(false); } } catch (e) { /* shown */ }

  id("phone").addEventListener("click", function () {
    var on = !body.classList.contains("narrow");
    body.classList.toggle("narrow", on);
    id("phone").setAttribute("aria-pressed", String(on));
  });

  var tabs = Array.prototype.slice.call(document.querySelectorAll("[role=tab]"));

  function choose(tab) {
    tabs.forEach(function (other) {
      var on = other === tab;
      other.setAttribute("aria-selected", String(on));
      other.tabIndex = on ? 0 : -1;
      id(other.getAttribute("aria-controls")).hidden = !on;
    });
  }

  tabs.forEach(function (tab, i) {
    tab.addEventListener("click", function () { choose(tab); });
    tab.addEventListener("keydown", function (event) {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") { return; }
      var next = tabs[(i + 1) % tabs.length];
      choose(next);
      next.focus();
    });
  });

  var broken = false;

  function tell(news) {
    // While the check goes on, what it said last stays, or the list would flicker at every save.
    if (!news.checking || news.broken || !id("findings").given) {
      fill(id("findings"), news.findings);
      fill(id("duties"), news.duties);
    }
    if (id("status").textContent !== news.status) { id("status").textContent = news.status; }
    if (!news.checking) { [id("count"), id("count-open")].forEach(function (count) { count.textContent = String(news.count); }); }
    body.classList.toggle("is-broken", news.broken);
    // What keeps the page from being shown must not be overlooked.
    if (news.broken && !broken) {
      choose(tabs[0]);
      show(true);
    }
    broken = news.broken;
  }

  connect(function (news) {
    // The page first: it is what one waits for.
    if (news.changed.length || news.gone) { update(news); }
    if (news.panel) { tell(news.panel); }
  }, say);

  if (location.hash) { frame.contentWindow.location.replace(known.site + location.pathname.slice(known.base.length) + location.hash); }
})();
