// The lines of a register on the page: what is chosen, by how many minutes, what to say of it.

self.attendanceLines = (() => {
  const LONGEST_LATE = 600;

  function radios(line) {
    return [...line.querySelectorAll("input[type=radio]")];
  }

  function minutes(line) {
    const value = Number.parseInt(line.querySelector("[data-late] input")?.value, 10);
    return Number.isNaN(value) ? 0 : Math.min(Math.max(value, 0), LONGEST_LATE);
  }

  /** What stands on a line: a word or "", and minutes. */
  function read(line) {
    const presence = radios(line).find((each) => each.checked)?.value ?? "";
    return { presence, late: presence === "late" ? minutes(line) : 0 };
  }

  function showLate(line) {
    const late = line.querySelector("[data-late]");
    if (late) late.hidden = read(line).presence !== "late";
  }

  /** Put a mark on a line; `disputed` leaves all open, so that somebody has to choose. */
  function put(line, mark) {
    line.dataset.over = mark?.uuid ?? "";
    line.toggleAttribute("data-disputed", Boolean(mark?.disputed));
    line.querySelector("[data-doubt]").hidden = !mark?.disputed;
    for (const each of radios(line)) each.checked = Boolean(mark) && !mark.disputed && each.value === mark.presence;
    const late = line.querySelector("[data-late] input");
    if (late) late.value = mark?.presence === "late" && mark.late ? String(mark.late) : "";
    showLate(line);
  }

  function say(line, waits, refused = "") {
    line.toggleAttribute("data-waits", waits);
    const note = line.querySelector("[data-refused]");
    if (!note) return;
    note.hidden = !refused;
    note.textContent = refused;
  }

  /** Make a line from the template. */
  function make(told) {
    const line = document.getElementById("line").content.firstElementChild.cloneNode(true);
    line.dataset.enrolment = told.enrolment;
    const name = line.querySelector("[data-name]");
    name.textContent = told.name;
    if (told.lang) name.lang = told.lang;
    const note = line.querySelector("[data-note]");
    note.textContent = told.note;
    note.hidden = !told.note;
    for (const each of line.querySelectorAll("[name$='-']")) each.name += told.enrolment;
    if (!told.open) line.querySelectorAll("[data-choices], [data-late]").forEach((each) => each.remove());
    if (told.open) put(line, told.mark);
    return line;
  }

  return { make, minutes, put, radios, read, say, showLate };
})();
