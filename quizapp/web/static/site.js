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

  // A second click while the first is on its way is let go. The server would store the answer once anyway.
  document.querySelectorAll("form[data-once]").forEach(function (form) {
    var sent = false;
    form.addEventListener("submit", function (event) {
      if (sent) {
        event.preventDefault();
      }
      sent = true;
    });
    window.addEventListener("pageshow", function () {
      sent = false;
    });
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

  // The map begins where the story does: in the middle of the picture.
  document.querySelectorAll(".map").forEach(function (map) {
    var begin = map.querySelector(".map__box");
    if (begin) {
      var box = begin.getBoundingClientRect();
      map.scrollLeft = box.left - map.getBoundingClientRect().left + box.width / 2 - map.clientWidth / 2;
    }
  });
})();
