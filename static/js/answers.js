// Answers are plain forms; htmx only saves the reload. This file adds what a reload would
// have done: it leads the focus to what is new, and it copes when the line is down.

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const piece = document.getElementById(detail.target.id);
  if (!piece?.matches("[data-block]")) return;
  const fresh = piece.querySelector("[data-focus]") ?? piece;
  if (!fresh.hasAttribute("tabindex")) fresh.tabIndex = -1;
  fresh.focus();
});

// An answer from somewhere else (a redirect to the sign-in) must not land inside the lesson.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { responseURL } = detail.xhr;
  if (responseURL && new URL(responseURL).pathname !== detail.pathInfo.requestPath.split("?")[0]) {
    detail.shouldSwap = false;
    location.assign(responseURL);
  }
});

// The server refused: send the form the plain way, so that its own page can explain. The
// command has an id, so that it counts once even if it had arrived.
document.addEventListener("htmx:responseError", ({ detail }) => {
  HTMLFormElement.prototype.submit.call(detail.elt.closest("form"));
});

document.addEventListener("htmx:sendError", ({ detail }) => {
  const form = detail.elt.closest("form");
  const text = document.querySelector("[data-offline]")?.dataset.offline;
  let note = form.querySelector("[data-offline-note]");
  if (!note) {
    note = document.createElement("p");
    note.className = "notice notice--warning";
    note.dataset.offlineNote = "";
    note.setAttribute("role", "alert");
    form.append(note);
  }
  note.textContent = text;
});
