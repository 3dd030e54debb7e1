// Chapters become buttons: they lead the player there and hand it the focus, so that Space
// plays. Nothing starts by itself. Without JavaScript they are a list with times.

for (const list of document.querySelectorAll("[data-chapters]")) {
  const player = list.closest("[data-recording]").querySelector("video, audio");
  for (const chapter of list.children) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain-button";
    button.append(...chapter.childNodes);
    button.addEventListener("click", () => {
      player.preload = "metadata";
      player.currentTime = chapter.dataset.seek;
      player.focus();
    });
    chapter.append(button);
  }
}
