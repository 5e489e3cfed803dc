// Shows the letter and its errors while a letter template is typed, proves it when typing rests,
// and puts placeholders in at the caret. Without this file the editor works by its buttons.
"use strict";

const form = document.getElementById("letter-template");
const text = document.getElementById("text");
const says = document.getElementById("proof-says");
const proof = document.getElementById("proof");
const PAUSE = 400; // ms without typing before the server is asked for the letter
const REST = 2000; // ms without typing before it is asked for the proof
const AGAIN = 3000; // ms until it is asked again when others have their turn

let timer;
let showing;
let proving;

function ask(url, body, running) {
  const options = { method: "POST", body, credentials: "same-origin", cache: "no-store", signal: running.signal };
  return fetch(url, options);
}

async function pageOf(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function show(reason = "preview") {
  clearTimeout(timer);
  showing?.abort();
  proving?.abort();
  const running = (showing = new AbortController());
  const typed = new URLSearchParams(new FormData(form));
  typed.set(reason, "1");
  try {
    const answer = await ask(form.action, typed, running);
    const page = await pageOf(answer);
    const fresh = page.getElementById("letter-template");
    if (!fresh) return refuse(page);
    if (reason === "reword") form.elements.seed.value = fresh.elements.seed.value;
    for (const part of document.querySelectorAll("[data-live]")) update(part, page.getElementById(part.id));
    markText(page.getElementById("text").getAttribute("aria-invalid"));
    timer = answer.status === 503 ? setTimeout(show, AGAIN) : setTimeout(prove, REST - PAUSE);
  } catch {
    // Aborted or offline: what stands there stays, and the buttons still work.
  }
}

function update(part, fresh) {
  // What is said anew at every pause would never let anybody listening finish a word.
  for (const node of fresh.querySelectorAll("[role=alert]")) node.removeAttribute("role");
  if (part.innerHTML === fresh.innerHTML) return;
  const focused = part.contains(document.activeElement) && document.activeElement.id;
  part.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus();
}

function markText(isWrong) {
  document.getElementById("text-field").classList.toggle("wrong", Boolean(isWrong));
  if (isWrong) text.setAttribute("aria-invalid", "true");
  else text.removeAttribute("aria-invalid");
}

// An answer without the form is a page about an error: signed out meanwhile, or too much text.
function refuse(page) {
  const message = document.createElement("span");
  message.className = "message";
  message.textContent = `${page.querySelector("h1")?.textContent ?? "The server did not answer"}. What you typed is still here.`;
  document.getElementById("text-message").replaceChildren(message);
}

async function prove() {
  clearTimeout(timer);
  proving?.abort();
  const running = (proving = new AbortController());
  const typed = new URLSearchParams();
  for (const name of ["csrf_token", "text"]) typed.set(name, form.elements[name].value);
  says.textContent = "Proving every letter of this text …";
  proof.setAttribute("aria-busy", "true");
  try {
    const answer = await ask(form.dataset.proof, typed, running);
    if (answer.status === 503) {
      timer = setTimeout(prove, AGAIN);
      return;
    }
    const fresh = (await pageOf(answer)).getElementById("proof-result");
    says.textContent = fresh ? "" : "The text could not be proved.";
    if (!fresh) return;
    const isOpen = proof.querySelector("details")?.open;
    proof.replaceChildren(...fresh.childNodes);
    if (isOpen) proof.querySelector("details")?.setAttribute("open", "");
    proof.removeAttribute("aria-busy");
  } catch {
    if (!running.signal.aborted) says.textContent = "The text could not be proved: the server did not answer.";
  }
}

function insert(placeholder) {
  text.focus();
  // Only this way the browser can take it back, and it does what it should in every one of today.
  if (!document.execCommand("insertText", false, placeholder)) {
    text.setRangeText(placeholder, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// What is shown beside the text is no part of it, and nothing to warn of when it is left.
function isShownOnly(control) {
  if (!["case", "addressee", "stationery", "words", "address"].includes(control.name)) return false;
  for (const option of control.options ?? []) option.defaultSelected = option.selected;
  if (control.type === "checkbox") control.defaultChecked = control.checked;
  return true;
}

if (form) {
  document.documentElement.classList.add("live");
  for (const button of form.querySelectorAll("[data-insert]")) {
    button.hidden = false;
    button.addEventListener("click", () => insert(button.dataset.insert));
  }
  form.addEventListener("input", (event) => {
    if (event.target.id === "note") return;
    clearTimeout(timer);
    timer = setTimeout(show, isShownOnly(event.target) ? 0 : PAUSE);
  });
  form.querySelector("button[name=reword]").addEventListener("click", (event) => {
    event.preventDefault();
    show("reword");
  });
  // A browser that comes back to the page may have put in again what was typed.
  window.addEventListener("pageshow", () => {
    if (text.value !== text.defaultValue) show();
    else timer = setTimeout(prove, PAUSE);
  });
}
