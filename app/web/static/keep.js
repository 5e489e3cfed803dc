// Keeps who writes and on what paper in this tab, if asked to: the browser forgets it with the tab.
"use strict";

const KEY = "sender";
const KEPT = ["name", "address", "town", "country", "sign_as", "stationery"];
const letter = document.getElementById("letter");
const tick = document.getElementById("keep");

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return undefined; // Some browsers are set to keep nothing at all.
  }
}

function keep() {
  const typed = Object.fromEntries(KEPT.map((name) => [name, letter.elements[name].value]));
  sessionStorage.setItem(KEY, JSON.stringify(typed));
}

const known = kept();
if (letter && tick && known !== undefined) {
  tick.closest("[hidden]").hidden = false;
  tick.checked = Boolean(known);
  // What came back from the site with a message stays as it was typed.
  if (known && "fresh" in letter.dataset) {
    for (const name of KEPT) if (typeof known[name] === "string") letter.elements[name].value = known[name];
    letter.dispatchEvent(new Event("input"));
  }
  tick.addEventListener("change", () => (tick.checked ? keep() : sessionStorage.removeItem(KEY)));
  for (const event of ["input", "change", "submit"]) {
    letter.addEventListener(event, () => tick.checked && keep());
  }
}
