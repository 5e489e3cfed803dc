// Holds the letters against their pages as soon as the page is read, without being asked.
"use strict";

const asked = document.querySelector("[data-proof]");
if (asked) {
  asked.setAttribute("role", "status");
  asked.textContent = "The letters are being held against their pages and windows.";
  fetch(asked.dataset.proof, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((page) => {
      const found = new DOMParser().parseFromString(page, "text/html").getElementById("proof");
      document.getElementById("proof").replaceWith(found);
    })
    .catch(() => {
      const link = document.createElement("a");
      link.href = `${asked.dataset.proof}#proof`;
      link.textContent = "Hold the letters against their pages";
      asked.replaceChildren(link);
    });
}
