// Copies a letter's text with one press; without this file it is marked and copied by hand.
"use strict";

for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) break; // The browser offers it on secure sites alone.
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    navigator.clipboard.writeText(field.value).then(() => {
      button.nextElementSibling.textContent = button.dataset.done;
    });
  });
}
