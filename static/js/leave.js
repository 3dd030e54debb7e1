// Leaves at once and takes this page out of the way back. Without JavaScript it is a plain link.

document.querySelector("[data-leave]")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(event.currentTarget.href);
});
