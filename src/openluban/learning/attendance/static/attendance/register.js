// A register on a phone: each touch is kept at once, and sent when there is a link.

(() => {
  const store = self.attendanceStore;
  const sending = self.attendanceSending;
  const lines = self.attendanceLines;
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 60000;
  const USUAL_LATE = 5;
  // As the other pages write days in English: 22/11/2026, not 11/22/2026.
  const LOCALE = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

  const form = document.getElementById("roll");
  const list = document.getElementById("list");
  if (!form) return;
  const words = form.dataset;
  const { account } = words;
  const box = form.querySelector("[data-lines]");
  const status = form.querySelector("[data-status]");
  const listStatus = list?.querySelector("[data-list-status]");
  let register = null;
  let wait = FIRST_WAIT;
  let timer = 0;
  let carried = "";
  let isCut = false;

  function tell(text, isWrong = false) {
    for (const each of [status, listStatus]) {
      if (!each) continue;
      each.classList.toggle("roll-wrong", isWrong);
      if (each.textContent !== text) each.textContent = text;
    }
  }

  function cookie() {
    const found = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
    return found ? found.slice("csrftoken=".length) : (form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
  }

  function fieldsets() {
    return [...box.querySelectorAll("[data-line]")];
  }

  function lineOf(enrolment) {
    return fieldsets().find((each) => each.dataset.enrolment === enrolment);
  }

  // --- marks

  function lateNow() {
    if (!register) return USUAL_LATE;
    const now = Date.now();
    if (now < Date.parse(register.starts) || now > Date.parse(register.ends)) return USUAL_LATE;
    return Math.max(1, Math.floor((now - Date.parse(register.starts)) / 60000));
  }

  async function keep(line) {
    const said = lines.read(line);
    if (!said.presence) return;
    const uuid = crypto.randomUUID();
    const over = line.dataset.over;
    line.dataset.over = uuid;
    line.removeAttribute("data-disputed");
    line.querySelector("[data-doubt]").hidden = true;
    const { enrolment } = line.dataset;
    const told_at = new Date().toISOString();
    await store.add({ uuid, account, session: words.session, enrolment, ...said, told_at, over });
    lines.say(line, true);
    await count();
  }

  /** Keep what was chosen; resolves when it lies on the disk. */
  async function choose(line) {
    lines.showLate(line);
    const late = line.querySelector("[data-late] input");
    if (lines.read(line).presence === "late" && late && !late.value) late.value = String(lateNow());
    await keep(line);
    soon(600);
  }

  async function count() {
    const waiting = (await store.marks(account)).filter((each) => !each.refused);
    document.body.dataset.waiting = String(waiting.length);
    const open = fieldsets().filter((each) => lines.radios(each).length);
    const done = open.filter((each) => lines.read(each).presence).length;
    form.querySelector("[data-done]").textContent = open.length ? `${done} / ${open.length} ${words.sayMarked}` : "";
    const rest = form.querySelector("[data-rest]");
    if (rest) rest.hidden = done === open.length;
    return waiting.length;
  }

  /** Show marks that are not sent yet over what the server said. */
  async function showWaiting() {
    for (const mark of await store.marks(account)) {
      const line = mark.session === words.session ? lineOf(mark.enrolment) : null;
      if (!line) continue;
      if (mark.refused) {
        lines.say(line, false, `${words.sayRefused} ${mark.refused}`);
      } else {
        lines.put(line, mark);
        lines.say(line, true);
      }
    }
    await count();
  }

  // --- sending

  function soon(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(flush, milliseconds);
  }

  async function flush() {
    clearTimeout(timer);
    try {
      if (await count()) tell(words.saySending);
      const sent = await sending.sendOf(words.urlMarks, cookie(), account);
      wait = FIRST_WAIT;
      if (sent) await refresh();
      await count();
      const isFresh = !list || carried;
      if (isFresh) tell(list && !words.session ? `${words.sayCarried} ${carried}` : words.saySent);
    } catch (error) {
      await later(error);
    }
  }

  async function later(error) {
    const waiting = await count();
    if (error instanceof sending.SignedOut) {
      tell(`${words.saySignedOut} ${waiting}`, true);
      offerSignIn();
    } else if (error instanceof sending.OtherAccount) {
      tell(words.sayOther, true);
    } else if (error instanceof sending.NoConnection) {
      // What is said of an empty page stays: there is nothing here to be sent.
      if (waiting) tell(`${words.sayWaiting} ${waiting}`, true);
      else if (register) tell(words.sayNoLink, true);
      isCut = true;
      if (list && !words.session && !waiting) await showList();
      await askForSync();
      timer = setTimeout(flush, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    } else {
      throw error;
    }
  }

  function offerSignIn() {
    const place = (list && !list.hidden ? listStatus : status) ?? status;
    const link = document.createElement("a");
    link.href = words.urlSignIn;
    link.textContent = " →";
    link.setAttribute("aria-label", words.saySignedOut);
    place.append(link);
  }

  async function askForSync() {
    try {
      const worker = await navigator.serviceWorker?.getRegistration(words.urlPhone);
      await worker?.sync?.register("openluban-attendance");
    } catch {
      // Not every browser sends by itself; this page does when it is open.
    }
  }

  /** Ask how the registers stand now, and keep them here. */
  async function refresh() {
    const query = words.session ? `?session=${words.session}` : "";
    const told = await sending.ask(words.urlCarried + query, {});
    if (told.account !== account) return;
    await store.carry(account, told.at, told.sessions);
    carried = new Date(told.at).toLocaleString(LOCALE);
    if (words.session) await showRegister(told.sessions[0]);
    else await showList();
  }

  // --- pages

  async function showRegister(told) {
    if (!told) return;
    register = told;
    for (const each of told.lines) {
      const line = lineOf(each.enrolment);
      if (line && each.open && lines.radios(line).length) {
        // What is being typed is not written over.
        if (!line.contains(document.activeElement) || line.hasAttribute("data-waits")) lines.put(line, each.mark);
        lines.say(line, false);
      } else if (!line && list) {
        box.append(lines.make(each));
      }
    }
    box.querySelectorAll("[data-with-script]").forEach((each) => each.removeAttribute("hidden"));
    await showWaiting();
  }

  async function showList() {
    const found = await store.sessions(account);
    const waiting = await store.marks(account);
    const items = found.map((each) => {
      const item = document.getElementById("item").content.firstElementChild.cloneNode(true);
      const mine = new Set(waiting.filter((mark) => mark.session === each.key).map((mark) => mark.enrolment));
      const open = each.lines.filter((line) => line.open);
      const done = open.filter((line) => line.mark || mine.has(line.enrolment)).length;
      item.querySelector("a").href = words.urlPhone.replace("phone/", `${each.key}/`);
      item.querySelector("[data-title]").textContent = `${each.title}, ${each.cohort}`;
      item.querySelector("[data-when]").textContent = [each.when, each.room].filter(Boolean).join(" · ");
      item.querySelector("[data-count]").textContent = `${done} / ${open.length} ${words.sayMarked}`;
      return item;
    });
    list.querySelector("[data-sessions]").replaceChildren(...items);
    list.querySelector("[data-clear]").hidden = !items.length;
    if (!items.length) tell(words.sayNone);
    else if (!carried) {
      // Before the first answer nobody knows whether there is a link.
      const said = isCut ? words.sayOld : words.sayCarried;
      tell(`${said} ${new Date(found[0].at).toLocaleString(LOCALE)}`, isCut);
    }
  }

  /** On the kept page: which session its address asks for. */
  function asked() {
    const key = location.pathname.split("/").at(-2);
    return /^[0-9a-z]{26}$/.test(key) ? key : "";
  }

  async function beginOnPhone() {
    words.session = asked();
    if (!words.session) return showList();
    list.hidden = true;
    form.hidden = false;
    const told = await store.session(account, words.session);
    if (!told) {
      tell(words.sayNone, true);
      return undefined;
    }
    form.querySelector("[data-title]").textContent = `${told.title}, ${told.cohort}`;
    form.querySelector("[data-when]").textContent = [told.when, told.room].filter(Boolean).join(" · ");
    document.title = `${told.title}, ${told.when}`;
    return showRegister(told);
  }

  async function begin() {
    if (!self.indexedDB || !navigator.serviceWorker || !crypto.randomUUID) {
      tell(words.sayCannot, true);
      return;
    }
    form.classList.add("has-script");
    form.querySelectorAll("[data-with-script]").forEach((each) => each.removeAttribute("hidden"));
    fieldsets().forEach(lines.showLate);
    await navigator.serviceWorker.register(words.urlWorker).catch(() => null);
    await store.tidy(account);
    if (list) await beginOnPhone();
    await showWaiting();
    document.body.dataset.ready = "1";
    try {
      await sending.sendOf(words.urlMarks, cookie(), account);
      await refresh();
      await store.tidy(account);
      await flush();
    } catch (error) {
      await later(error);
    }
  }

  box.addEventListener("change", (event) => {
    const line = event.target.closest("[data-line]");
    if (line && event.target.type === "radio") choose(line);
    else if (line) keep(line).then(() => soon(1500));
  });
  box.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (!step) return;
    const line = step.closest("[data-line]");
    const late = line.querySelector("[data-late] input");
    late.value = String(Math.max(1, lines.minutes(line) + Number(step.dataset.step)));
    keep(line).then(() => soon(1500));
  });
  form.addEventListener("submit", async (event) => {
    if (!form.classList.contains("has-script")) return;
    event.preventDefault();
    for (const line of fieldsets()) {
      const present = lines.radios(line).find((each) => each.value === "present");
      if (!present || lines.read(line).presence || line.hasAttribute("data-disputed")) continue;
      present.checked = true;
      await keep(line);
    }
    soon(0);
  });
  list?.querySelector("[data-clear]").addEventListener("click", async () => {
    await store.clear();
    await showList();
  });
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState === "visible" && (await count())) flush();
  });
  begin();
})();
