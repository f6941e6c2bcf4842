// The script of every page: text size, printing, the way into the search, and the place on a page that an old link names. Without it everything else works,
// and its buttons stay hidden.
(function () {
  "use strict";
  var key = "kohyo-text-size";
  var root = document.documentElement;

  // A page that has moved: the refresh of the page itself would lose the #place.
  var moved = document.querySelector('meta[http-equiv="refresh"]');
  if (moved) { location.replace(moved.content.replace(/^[^=]*=/, "") + location.hash); }

  function stored() {
    try { return localStorage.getItem(key); } catch (e) { return null; }
  }

  function apply(size) {
    if (size === "small" || size === "large") { root.setAttribute("data-text-size", size); } else { root.removeAttribute("data-text-size"); }
  }

  // Before the first paint, so that the text does not jump.
  apply(stored());

  document.addEventListener("DOMContentLoaded", function () {
    var group = document.querySelector(".sizes");
    var buttons = group ? Array.prototype.slice.call(group.querySelectorAll("[data-size]")) : [];

    function show(size) {
      buttons.forEach(function (button) {
        button.setAttribute("aria-pressed", String(button.getAttribute("data-size") === size));
      });
    }

    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        var size = button.getAttribute("data-size");
        apply(size);
        show(size);
        try { localStorage.setItem(key, size); } catch (e) { /* not remembered */ }
      });
    });
    if (group) { group.hidden = false; show(root.getAttribute("data-text-size") || "medium"); }

    var print = document.querySelector(".print");
    if (print) {
      print.hidden = false;
      print.querySelector("button").addEventListener("click", function () { window.print(); });
    }

    search(document.querySelector(".search"));
  });

  // The search is fetched when it is opened: by its button, or by the key "/", which a reader may turn off.
  function search(box) {
    var dialog = box && box.querySelector("dialog");
    if (!dialog || !dialog.showModal) { return; }
    var keyed = dialog.querySelector("[type=checkbox]");
    var asked = false;
    box.hidden = false;

    function remembered(change) {
      try {
        if (change) { localStorage.setItem("kohyo-search-key", keyed.checked ? "on" : "off"); }
        return localStorage.getItem("kohyo-search-key") !== "off";
      } catch (e) { return keyed ? keyed.checked : true; }
    }

    function fetched(address, then) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = then;
      script.onerror = function () {
        asked = false;
        dialog.querySelector("[role=status]").textContent = dialog.dataset.failed;
      };
      document.head.appendChild(script);
    }

    function open() {
      var field = dialog.querySelector("input");
      if (!dialog.open) { dialog.showModal(); }
      field.focus();
      field.select();
      if (asked) { return; }
      asked = true;
      dialog.querySelector("[role=status]").textContent = dialog.dataset.loading;
      fetched(dialog.dataset.index, function () {
        fetched(dialog.dataset.script, function () { window.kohyoSearch(dialog, window.kohyoIndex); });
      });
    }

    box.querySelector("button").addEventListener("click", open);
    var closing = dialog.querySelector("[value=close]");
    if (closing) { closing.addEventListener("click", function () { dialog.close(); }); }
    if (keyed) {
      keyed.checked = remembered(false);
      keyed.addEventListener("change", function () { remembered(true); });
    }
    document.addEventListener("keydown", function (event) {
      var writing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writing || !remembered(false)) { return; }
      event.preventDefault();
      open();
    });
  }
})();
