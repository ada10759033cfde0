// The editor: everything by the keyboard, nothing lost.

import { ask } from "./asking.js";
import { offer, open, typed } from "./helping.js";
import { fields, originOf, rowOf, rows, segmentOf } from "./rows.js";
import { changed, flush, restore } from "./sending.js";

const root = document.getElementById("editor");
document.documentElement.classList.add("has-script");
document.querySelectorAll("[data-with-script]").forEach((each) => each.removeAttribute("hidden"));

function put(field, text, origin) {
  field.value = text;
  if (origin) originOf(field).value = origin;
  changed(rowOf(field));
  typed(field);
  field.focus();
}

function insert(field, text) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  put(field, before + text + after);
  field.setSelectionRange(before.length + text.length, before.length + text.length);
}

function move(field, step) {
  const next = fields[fields.indexOf(field) + step];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: "center" });
}

async function askMachine(field) {
  if (!root.dataset.machine) return;
  const row = rowOf(field);
  const segment = Number(segmentOf(field).dataset.segment);
  row.querySelector("[data-state]").textContent = root.dataset.sayMachine;
  try {
    const answer = await ask(root.dataset.machine, { key: row.dataset.key, segment });
    put(field, answer.text, "machine");
  } catch (error) {
    row.querySelector("[data-state]").textContent = error.message;
  }
}

function pressed(event) {
  const field = event.target;
  if (!fields.includes(field)) return;
  const digit = /^Digit([0-9])$/.exec(event.code);
  if (event.ctrlKey && event.key === "Enter") {
    changed(rowOf(field), 0);
    move(field, 1);
  } else if (event.altKey && event.key === "ArrowDown") {
    move(field, 1);
  } else if (event.altKey && event.key === "ArrowUp") {
    move(field, -1);
  } else if (event.altKey && event.code === "KeyM") {
    askMachine(field);
  } else if (event.altKey && digit) {
    const number = Number(digit[1]);
    const button = number ? offer(field, number) : null;
    if (number === 0) put(field, segmentOf(field).querySelector("[data-source]").textContent, "typed");
    else if (button) put(field, button.dataset.take, button.dataset.origin);
  } else {
    return;
  }
  event.preventDefault();
}

function clicked(event) {
  const button = event.target.closest("[data-take], [data-insert]");
  if (!button) return;
  const field = button.closest("[data-segment]").querySelector("textarea");
  if (button.dataset.take !== undefined) put(field, button.dataset.take, button.dataset.origin);
  else insert(field, button.dataset.insert);
}

for (const row of rows) {
  row.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(row, 0);
  });
}
root.addEventListener("input", (event) => {
  if (!fields.includes(event.target)) return;
  changed(rowOf(event.target));
  typed(event.target);
});
root.addEventListener("focusin", (event) => {
  if (fields.includes(event.target)) open(event.target);
});
root.addEventListener("keydown", pressed);
root.addEventListener("click", clicked);
document.getElementById("finish").addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.isReady) return;
  event.preventDefault();
  await flush();
  form.dataset.isReady = "1";
  // Not before this event is over: until then the browser takes no other.
  setTimeout(() => form.requestSubmit(), 0);
});
restore();
