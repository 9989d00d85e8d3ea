// Nicer, never needed: every page works without this file.
(function () {
  "use strict";

  // After an answer, reading begins at the new page's heading, or at what has to be mended.
  var start = document.querySelector(".govuk-error-summary[data-focus], .notice[data-focus]") || document.querySelector("[data-focus]");
  if (start && !window.location.hash) {
    start.focus({ preventScroll: start.tagName === "H1" });
  }

  // A link in an error summary goes to the field itself, and not only near it.
  document.querySelectorAll(".govuk-error-summary a[href^='#']").forEach(function (link) {
    link.addEventListener("click", function (event) {
      var field = document.getElementById(link.hash.slice(1));
      if (field) {
        event.preventDefault();
        field.focus();
        field.scrollIntoView({ block: "center" });
      }
    });
  });

  // A link to one answer of a result opens it.
  function openAnswer() {
    var answer = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (!answer || !answer.classList.contains("again")) {
      return;
    }
    answer.querySelector("details").open = true;
    answer.closest(".fold").open = true;
    answer.scrollIntoView();
  }
  window.addEventListener("hashchange", openAnswer);
  openAnswer();

  // A second click of the same button while the first is on its way is let go: the server would store the answer once
  // anyway. Only for a moment, or what was stopped, or never arrived, could not be sent again from this page.
  var MOMENT = 5000; // milliseconds; a form's data-once may name its own
  document.querySelectorAll("form[data-once]").forEach(function (form) {
    var button = null;
    var until = 0;
    function again() {
      until = 0;
    }
    form.addEventListener("submit", function (event) {
      var now = performance.now();
      if (now < until && event.submitter === button) {
        event.preventDefault();
        return;
      }
      button = event.submitter;
      until = now + Number(form.dataset.once || MOMENT);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        again(); // this is how a keyboard stops a page
      }
    });
    window.addEventListener("pageshow", again);
  });

  // A form that is sent without a connection would leave the page, and what was typed there with it. Some devices say
  // that they are offline and are not, so the site itself is asked: with an answer from it, the form goes after all.
  var offline = document.getElementById("offline");
  var reached = false;
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!offline || navigator.onLine || reached || !form.closest("main")) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    var button = event.submitter;
    var probe = new Image();
    probe.onload = function () {
      reached = true;
      form.requestSubmit(button);
    };
    probe.onerror = function () {
      form.before(offline);
      offline.hidden = false;
      offline.focus();
    };
    probe.src = offline.dataset.probe + "?" + Date.now();
  }, true);
  window.addEventListener("online", function () {
    if (offline) {
      offline.hidden = true;
    }
  });

  // Show the password while it is typed.
  document.querySelectorAll("[data-module='govuk-password-input']").forEach(function (group) {
    var input = group.querySelector("input");
    var button = group.querySelector("button");
    if (!input || !button) {
      return;
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      var show = input.type === "password";
      input.type = show ? "text" : "password";
      button.textContent = show ? "Hide" : "Show";
      button.setAttribute("aria-label", show ? "Hide password" : "Show password");
    });
    input.form.addEventListener("submit", function () {
      input.type = "password";
    });
  });

  // The map opens where the person is, or ended. Its size is changed with buttons, or with keys while it has the focus.
  document.querySelectorAll(".map").forEach(function (map) {
    var drawing = map.querySelector("svg");
    var here = map.querySelector("#map-here");
    var figure = map.closest(".map-figure");
    var level = figure.querySelector("output");
    var full = { width: Number(drawing.getAttribute("width")), height: Number(drawing.getAttribute("height")) };
    var size = 1;

    function whole() {
      return Math.min(1, map.clientWidth / full.width, map.clientHeight / full.height);
    }

    function centre(x, y) {
      map.scrollLeft = x * drawing.clientWidth - map.clientWidth / 2;
      map.scrollTop = y * drawing.clientHeight - map.clientHeight / 2;
    }

    function showHere() {
      var box = here.getBoundingClientRect();
      var all = drawing.getBoundingClientRect();
      centre((box.left + box.width / 2 - all.left) / all.width, (box.top + box.height / 2 - all.top) / all.height);
    }

    // What was in the middle stays there; after the whole map, the person's place does.
    function resize(wanted) {
      var wasWhole = size <= whole();
      var x = (map.scrollLeft + map.clientWidth / 2) / map.scrollWidth;
      var y = (map.scrollTop + map.clientHeight / 2) / map.scrollHeight;
      size = wanted;
      drawing.setAttribute("width", full.width * size);
      drawing.setAttribute("height", full.height * size);
      level.textContent = Math.round(size * 100) + "%";
      if (wasWhole) {
        showHere();
      } else {
        centre(x, y);
      }
    }

    var zooms = {
      in: function () { resize(Math.min(size * 1.25, 2.5)); },
      out: function () { resize(Math.max(size / 1.25, Math.min(whole(), 0.5))); },
      whole: function () { resize(whole()); },
      actual: function () { resize(1); }
    };
    var keys = { "+": zooms.in, "=": zooms.in, "-": zooms.out, "−": zooms.out, "0": zooms.whole, "1": zooms.actual };

    figure.querySelectorAll("[hidden]").forEach(function (tool) {
      tool.hidden = false;
    });
    figure.querySelectorAll("[data-zoom]").forEach(function (button) {
      button.addEventListener("click", zooms[button.dataset.zoom]);
    });
    map.addEventListener("keydown", function (event) {
      if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        keys[event.key]();
      }
    });
    showHere();
  });
})();
