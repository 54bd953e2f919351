/* Accent keys: they insert at the caret and leave the focus, and with it the phone's keyboard, alone. */
export function wireAccents(root) {
  const field = root.querySelector(".blank, [data-accent-field]");
  for (const bar of root.querySelectorAll("[data-accents]")) {
    bar.hidden = !field;
    bar.addEventListener("pointerdown", (event) => event.preventDefault());
    bar.addEventListener("click", (event) => {
      const key = event.target.closest("button");
      if (key && field) insert(field, key.textContent.trim());
    });
  }
}

function insert(field, letter) {
  const { selectionStart: from, selectionEnd: to } = field;
  field.setRangeText(letter, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: letter, inputType: "insertText" }));
}
