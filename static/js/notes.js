// Private notes: kept in this browser only, apart for every person who signs in here. The
// field has no name and stands in no form, so that nothing of it can ever be sent.

const PAUSE = 400;

function setUp(section) {
  const key = `note:${document.body.dataset.person}:${section.dataset.note}`;
  section.append(section.querySelector("template").content.cloneNode(true));
  section.querySelector("[data-note-fallback]").remove();
  const field = section.querySelector("textarea");
  const status = section.querySelector("[role=status]");
  let timer;

  const store = (action) => {
    try {
      return action(localStorage);
    } catch {
      status.textContent = status.dataset.failed;
      return null;
    }
  };
  const save = () => {
    clearTimeout(timer);
    store((notes) => {
      if (field.value) notes.setItem(key, field.value);
      else notes.removeItem(key);
      status.textContent = status.dataset.saved;
    });
  };

  field.value = store((notes) => notes.getItem(key)) ?? "";
  field.addEventListener("input", () => {
    status.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  field.addEventListener("change", save);
  section.querySelector("[data-note-delete]").addEventListener("click", () => {
    clearTimeout(timer);
    field.value = "";
    store((notes) => {
      notes.removeItem(key);
      status.textContent = status.dataset.deleted;
    });
    field.focus();
  });
}

document.querySelectorAll("[data-note]").forEach(setUp);
