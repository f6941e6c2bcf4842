// The only script: text size, printing, and the place on a page that an old link names. Without it everything else works, and its buttons stay hidden.
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
  });
})();
