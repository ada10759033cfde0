// Rows are sent one after the other; without a connection they wait, and go when it is back.

import { ask, NoConnection, Refused, SignedOut } from "./asking.js";
import { drop, forget, keep, kept, waiting } from "./keeping.js";
import { fill, pieceOf, rowNamed, rows, say, setNumber } from "./rows.js";

const root = document.getElementById("editor");
const status = document.querySelector("[data-status]");
const words = root.dataset;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;

let isSending = false;
let wait = FIRST_WAIT;
let timer = 0;
const refused = new Set();

function tell(text, isOffline = false) {
  root.dataset.waiting = waiting().length;
  status.classList.toggle("is-offline", isOffline);
  if (status.textContent !== text) status.textContent = text;
}

/** Keep a row on this device at once, and send it soon. */
export function changed(row, soon = 900) {
  const piece = pieceOf(row);
  refused.delete(piece.key);
  if (keep(piece.key, piece)) say(row, words.sayWaits);
  root.dataset.waiting = waiting().length;
  clearTimeout(timer);
  timer = setTimeout(flush, soon);
}

/** Send all that waits. */
export async function flush() {
  clearTimeout(timer);
  if (isSending) return;
  isSending = true;
  try {
    for (let key = next(); key; key = next()) {
      tell(words.saySaving);
      await send(kept(key));
    }
    wait = FIRST_WAIT;
    if (![...refused].length) tell(words.saySaved);
  } catch (error) {
    later(error);
  } finally {
    isSending = false;
  }
}

function next() {
  return waiting().find((key) => !refused.has(key));
}

function later(error) {
  if (!(error instanceof NoConnection || error instanceof SignedOut)) throw error;
  tell(error instanceof SignedOut ? words.saySignedOut : `${words.sayOffline} ${waiting().length}`, true);
  timer = setTimeout(flush, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

async function send(piece) {
  const row = rowNamed(piece.key);
  try {
    const answer = await ask(words.save, piece);
    taken(row, piece, answer);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused.add(piece.key);
    if (error.status === 409 && error.answer.code === "bilingual.saved_meanwhile" && row) {
      tell(words.sayConflict, true);
      showConflict(row, piece, error.answer);
    } else {
      tell(`${words.sayRefused} ${error.message}`, true);
    }
  }
}

function taken(row, piece, answer) {
  forget(piece.key, piece);
  document.querySelector("[data-done]").textContent = answer.done;
  document.querySelector("[data-total]").textContent = answer.total;
  if (!row) return;
  setNumber(row, answer.number);
  const newer = kept(piece.key);
  if (newer) keep(piece.key, { ...newer, number: answer.number });
  else say(row, words.sayKept);
  row.querySelector("[data-marks]").innerHTML = answer.marks;
  row.querySelectorAll(".twin-source .difference").forEach((each) => each.remove());
}

function showConflict(row, piece, answer) {
  row.querySelector("[data-conflict]")?.remove();
  const box = document.getElementById("conflict").content.cloneNode(true);
  box.querySelector("[data-mine]").textContent = piece.texts.join("\n");
  box.querySelector("[data-theirs]").textContent = answer.texts.join("\n");
  box.querySelectorAll("[data-choose]").forEach((button) => {
    button.addEventListener("click", () => choose(row, answer, button.dataset.choose));
  });
  row.querySelector("header").after(box);
}

function choose(row, answer, which) {
  row.querySelector("[data-conflict]").remove();
  refused.delete(row.dataset.key);
  setNumber(row, answer.number);
  if (which === "mine") {
    changed(row, 0);
  } else {
    fill(row, answer.texts);
    drop(row.dataset.key);
    say(row, words.sayKept);
    flush();
  }
  row.querySelector("textarea").focus();
}

/** Put back what was typed and not sent when the page was last left, and send it. */
export function restore() {
  for (const row of rows) {
    const piece = kept(row.dataset.key);
    if (piece?.texts?.length === row.querySelectorAll("textarea[name=text]").length) {
      fill(row, piece.texts, piece.origins);
      // With the number they were typed over, so that a newer text is not written over unseen.
      setNumber(row, piece.number);
      say(row, words.sayWaits);
    }
  }
  if (waiting().length) flush();
}

window.addEventListener("online", flush);
window.addEventListener("offline", () => tell(`${words.sayOffline} ${waiting().length}`, true));
document.addEventListener("visibilitychange", () => {
  if (waiting().length) flush();
});
