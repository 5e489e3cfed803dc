// Warns before unsaved changes are left, keeps back what is too much to be read, rearranges parts of
// a form in place, leads to a line.
// Without this file all of it works by the buttons alone, but the warning.
"use strict";

// In bytes, LARGEST_REQUEST_OF_WORKROOM in app/limits.py: more isn't read, and would be lost.
const LARGEST = 2097152;

let isSaving = false;

// Says so where the form begins, and sends nothing: all that was typed stays.
function isTooMuch(form, button) {
  const typed = new URLSearchParams(new FormData(form, button)).toString();
  const size = typed.length + 3 * (typed.match(/%0A/g) ?? []).length;  // a line ends with two characters
  form.querySelector(".too-much")?.remove();
  if (size <= LARGEST) return false;
  const told = document.createElement("p");
  told.className = "too-much mend";
  told.setAttribute("role", "alert");
  told.textContent = "Nothing was sent: that is too much text. A document takes at most 200,000 characters; all you typed is still here.";
  form.prepend(told);
  told.scrollIntoView();
  return true;
}

// What the server gave back unsaved is marked by it; the rest shows by the controls themselves.
function isUnsaved(form) {
  return form.dataset.unsaved === "changed" || [...form.elements].some(isTouched);
}

function isTouched(control) {
  if (control.type === "hidden" || control.type === "submit") return false;
  if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
  if (control.options) return [...control.options].some((option) => option.selected !== option.defaultSelected);
  return "defaultValue" in control && control.value !== control.defaultValue;
}

// Sends what was typed and puts the answer in place of the form, so that the page stays where it is.
async function rearrange(form, button) {
  const typed = new URLSearchParams(new FormData(form, button));
  const answer = await fetch(form.action, { method: "POST", body: typed, cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(form.id);
  if (!fresh) throw new Error("signed out, or refused");
  const open = new Set([...form.querySelectorAll("details[open] > summary")].map((each) => each.textContent));
  for (const each of fresh.querySelectorAll("summary")) if (open.has(each.textContent)) each.parentNode.open = true;
  const [list, place, move] = button.value.split("-");
  const part = document.importNode(fresh, true);
  form.replaceChildren(...part.childNodes);
  form.dataset.unsaved = "changed";
  const opening = page.querySelector(".opening");
  if (opening) document.querySelector(".opening").replaceWith(opening);
  focusOn(form, list, place, move, new URL(button.formAction).hash);
}

// A new part is ready to be typed in, a moved one to be moved on; of a removed one nothing is left.
function focusOn(form, list, place, move, hash) {
  const part = move !== "remove" && form.querySelector(hash);
  const control = part && place === "add" ? "input:not([type=hidden]), select, textarea" : `[name=do][value$=-${move}]`;
  const target = part && (part.querySelector(control) ?? part.querySelector("[name=do]"));
  (target || form.querySelector(`[name=do][value=${list}-add]`)).focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  if (event.defaultPrevented || !form.matches("form[data-unsaved]")) return;
  if (isTooMuch(form, button)) {
    event.preventDefault();
    return;
  }
  if (button?.name !== "do" || button.dataset.plainly) {
    isSaving = true;
    return;
  }
  event.preventDefault();
  rearrange(form, button).catch(() => {
    button.dataset.plainly = "yes";
    button.click();
  });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  const text = link && document.querySelector(link.hash);
  if (!text) return;
  const before = text.value.split("\n").slice(0, link.dataset.line - 1);
  const start = before.join("\n").length + (before.length ? 1 : 0);
  const end = text.value.indexOf("\n", start);
  text.focus();
  text.setSelectionRange(start, end < 0 ? text.value.length : end);
  event.preventDefault();
});

window.addEventListener("beforeunload", (event) => {
  if (!isSaving && [...document.querySelectorAll("form[data-unsaved]")].some(isUnsaved)) event.preventDefault();
});

// A browser that comes back to the page shows it as it was left.
window.addEventListener("pageshow", () => {
  isSaving = false;
});
