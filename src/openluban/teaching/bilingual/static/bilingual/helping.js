// Suggestions and terms for the segment one stands in; what is found in it as it is typed.

import { ask } from "./asking.js";
import { rowOf, segmentOf } from "./rows.js";

const root = document.getElementById("editor");
const announced = document.querySelector("[data-announce]");
let typing = 0;
let asked = 0;

function place(field) {
  return {
    key: rowOf(field).dataset.key,
    segment: Number(segmentOf(field).dataset.segment),
    text: field.value,
  };
}

/** Open suggestions beneath a field, and close those of others. */
export async function open(field) {
  asked += 1;
  const mine = asked;
  let answer;
  try {
    answer = await ask(root.dataset.help, { ...place(field), help: true });
  } catch {
    return;
  }
  if (mine !== asked || document.activeElement !== field) return;
  root.querySelectorAll(".twin-help").forEach((each) => each.remove());
  segmentOf(field).querySelector("[data-findings]").insertAdjacentHTML("afterend", answer.help);
  found(field, answer);
  announced.textContent = answer.offers ? `${root.dataset.sayOffers} ${answer.offers}` : "";
}

/** Look for faults a little after the last key. */
export function typed(field) {
  clearTimeout(typing);
  typing = setTimeout(() => look(field), 500);
}

async function look(field) {
  try {
    const text = field.value;
    const answer = await ask(root.dataset.help, place(field));
    if (text === field.value) found(field, answer);
  } catch {
    // Without a connection there are no checks; the text is kept all the same.
  }
}

function found(field, answer) {
  segmentOf(field).querySelector("[data-findings]").innerHTML = answer.findings;
  announced.textContent = answer.count ? `${root.dataset.sayFound} ${answer.count}` : "";
}

/** The suggestion with a number, null if there is none. */
export function offer(field, number) {
  return segmentOf(field).querySelectorAll("[data-take]")[number - 1] ?? null;
}
