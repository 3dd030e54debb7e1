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

// Nothing came back, or the server is in trouble: the choice stays, and can be sent again. The
// command has an id, so that it counts once even if it had arrived.
function offerAgain({ detail }) {
  const form = detail.elt.closest("form");
  if (form.querySelector("[data-again]")) return;
  form.append(document.getElementById("send-again").content.cloneNode(true));
  form.querySelector("[data-again]").focus();
}

document.addEventListener("htmx:sendError", offerAgain);
document.addEventListener("htmx:timeout", offerAgain);
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  detail.elt.querySelector("[data-again]")?.remove();
});

// The server refused: send the form the plain way, so that its own page can explain.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status >= 500) offerAgain(event);
  else HTMLFormElement.prototype.submit.call(event.detail.elt.closest("form"));
});
