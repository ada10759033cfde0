// The clauses on the page, and what stands in them.

const root = document.getElementById("editor");

export const rows = [...root.querySelectorAll("form.twin")];
export const fields = rows.flatMap((row) => [...row.querySelectorAll("textarea[name=text]")]);

export const rowOf = (field) => field.closest("form.twin");
export const rowNamed = (key) => rows.find((row) => row.dataset.key === key);
export const segmentOf = (field) => field.closest("[data-segment]");
export const originOf = (field) => segmentOf(field).querySelector("input[name=origin]");
export const textsOf = (row) => [...row.querySelectorAll("textarea[name=text]")].map((field) => field.value);

/** What is sent to save a row. */
export function pieceOf(row) {
  return {
    key: row.dataset.key,
    digest: row.dataset.digest,
    number: Number(row.dataset.number),
    texts: textsOf(row),
    origins: [...row.querySelectorAll("input[name=origin]")].map((input) => input.value),
    at: Date.now(),
  };
}

/** Put texts into a row without counting them as typed. */
export function fill(row, texts, origins) {
  row.querySelectorAll("textarea[name=text]").forEach((field, place) => {
    field.value = texts[place] ?? "";
    if (origins) originOf(field).value = origins[place] ?? "typed";
  });
}

/** Say what number the server gave the row. */
export function setNumber(row, number) {
  row.dataset.number = number;
  row.querySelector("input[name=number]").value = number;
}

export function say(row, words) {
  row.querySelector("[data-state]").textContent = words;
}
