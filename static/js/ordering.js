// Rows to be put in order: buttons move them. The selects, which do the same without
// JavaScript, are out of sight then and follow.

function number(rows) {
  [...rows.children].forEach((row, place, { length }) => {
    row.querySelector("select").value = place + 1;
    const [up, down] = row.querySelectorAll("[data-move]");
    up.ariaDisabled = place === 0;
    down.ariaDisabled = place === length - 1;
  });
}

function setUp() {
  for (const order of document.querySelectorAll(".order:not(.order--live)")) {
    order.classList.add("order--live");
    number(order.firstElementChild);
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-move]");
  if (!button) return;
  const row = button.closest("li");
  const rows = row.parentElement;
  // The neighbour is moved, so that the focus stays where it is.
  if (button.dataset.move === "up") row.after(row.previousElementSibling ?? "");
  else row.before(row.nextElementSibling ?? "");
  number(rows);
  const order = rows.parentElement;
  order.querySelector("[role=status]").textContent = order.dataset.order
    .replace("{row}", row.firstElementChild.textContent)
    .replace("{place}", [...rows.children].indexOf(row) + 1)
    .replace("{all}", rows.children.length);
  row.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("htmx:afterSettle", setUp);
setUp();
