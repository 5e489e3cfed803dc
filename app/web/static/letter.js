// Keeps the preview, the meter and the messages up to date while the form is filled in.
// Without this file the form works by its buttons. Nothing is kept here either.
"use strict";

const form = document.getElementById("letter");
const PAUSE = 450; // ms without typing before the server is asked
const AGAIN = 3000; // ms until it is asked again when others have their turn
const LATER = [502, 503, 504];

let timer;
let running;

function refresh(reason = "preview") {
  clearTimeout(timer);
  running?.abort();
  running = new AbortController();
  const typed = new URLSearchParams(new FormData(form));
  typed.set(reason, "1");
  const options = { method: "POST", body: typed, credentials: "omit", cache: "no-store", signal: running.signal };
  fetch(form.action, options)
    .then(async (answer) => {
      // What stands there stays, and so does the preview, until it is this letter's turn.
      if (LATER.includes(answer.status)) timer = setTimeout(refresh, AGAIN, reason);
      else show(new DOMParser().parseFromString(await answer.text(), "text/html"), reason);
    })
    .catch(() => {}); // Aborted or offline: what stands there stays, and the button still works.
}

function show(page, reason) {
  if (!page.getElementById("letter")) return refuse(page);
  if (reason === "reword") form.elements.seed.value = page.querySelector("[name=seed]").value;
  for (const part of document.querySelectorAll("[data-live]")) update(part, page.getElementById(part.id));
  for (const group of document.querySelectorAll("[data-wrong]")) {
    const isWrong = Boolean(page.getElementById(group.id)?.classList.contains("wrong"));
    group.classList.toggle("wrong", isWrong);
    const control = group.querySelector("input:not([type=checkbox], [type=radio], [type=hidden]), textarea, select");
    if (isWrong) control?.setAttribute("aria-invalid", "true");
    else control?.removeAttribute("aria-invalid");
  }
}

// An answer without the form is a page about an error: too much text, or a fault of ours.
function refuse(page) {
  const said = page.querySelector("h1")?.textContent;
  if (said) document.getElementById("words-message").textContent = said;
}

function update(part, fresh) {
  // The list of what is to be mended comes only with an answer that was asked for.
  if (part.id === "mend" && !part.hasChildNodes()) return;
  if (!fresh || part.innerHTML === fresh.innerHTML) return;
  for (const node of fresh.querySelectorAll("[autofocus]")) node.removeAttribute("autofocus");
  const focused = part.contains(document.activeElement) && part !== document.activeElement && document.activeElement;
  const former = [...part.querySelectorAll("input")];
  part.replaceChildren(...fresh.childNodes);
  // What was ticked since the server was asked stays as it is.
  for (const control of former) {
    const successor = successorOf(control, part);
    if (successor) successor.checked = control.checked;
  }
  if (focused) successorOf(focused, part)?.focus({ preventScroll: true });
}

function successorOf(node, part) {
  const same = (each) =>
    each.tagName === node.tagName && each.name === node.name && each.value === node.value && each.href === node.href;
  return [...part.querySelectorAll("input, a")].find(same);
}

function isChanged(control) {
  if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
  return "defaultValue" in control && control.type !== "hidden" && control.value !== control.defaultValue;
}

if (form) {
  document.documentElement.classList.add("live");
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    const reason = event.submitter?.name;
    if (reason !== "preview" && reason !== "reword") return;
    event.preventDefault();
    refresh(reason);
  });
  // A browser that comes back to the page may have put in again what was typed.
  window.addEventListener("pageshow", () => {
    if ([...form.elements].some(isChanged)) refresh();
    else if ("busy" in form.dataset) timer = setTimeout(refresh, AGAIN);
  });
}
