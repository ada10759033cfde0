// What lies on this device: registers that were taken along, and marks that are not sent yet.
// A plain script: the page and the service worker both load it.

self.attendanceStore = (() => {
  const NAME = "openluban-attendance";
  const DAYS = 7 * 24 * 3600 * 1000;
  let opened = null;

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        const base = asked.result;
        base.createObjectStore("sessions", { keyPath: ["account", "key"] });
        base.createObjectStore("marks", { keyPath: "uuid" });
        base.createObjectStore("meta", { keyPath: "name" });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return opened;
  }

  function answer(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  // Strict: a mark that was shown as kept is on the disk, also if the battery falls out.
  async function within(names, mode, work) {
    const base = await open();
    const whole = base.transaction(names, mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      whole.oncomplete = resolve;
      whole.onerror = () => reject(whole.error);
      whole.onabort = () => reject(whole.error);
    });
    const result = await work(...[names].flat().map((name) => whole.objectStore(name)));
    await done;
    return result;
  }

  function all(name) {
    return within(name, "readonly", (store) => answer(store.getAll()));
  }

  /** The name of this device: made up here, says nothing of it, tells two devices apart. */
  async function device() {
    return within("meta", "readwrite", async (store) => {
      const known = await answer(store.get("device"));
      if (known) return known.value;
      const value = crypto.randomUUID();
      await answer(store.put({ name: "device", value }));
      return value;
    });
  }

  /** Whether nothing is left to do with a register: the session is over, all of it is marked. */
  function isDone(register) {
    return Date.parse(register.ends) < Date.now() && register.lines.every((line) => !line.open || (line.mark && !line.mark.disputed));
  }

  /** Keep registers as they came from the server, but for those that nobody needs any more. */
  function carry(account, at, sessions) {
    const kept = Date.now();
    return within("sessions", "readwrite", async (store) => {
      for (const each of sessions.filter((one) => !isDone(one))) await answer(store.put({ ...each, account, at, kept }));
    });
  }

  async function sessions(account) {
    const found = (await all("sessions")).filter((each) => each.account === account);
    return found.sort((one, other) => one.starts.localeCompare(other.starts));
  }

  function session(account, key) {
    return within("sessions", "readonly", (store) => answer(store.get([account, key])));
  }

  /**
   * Keep a mark. It takes the place of one of the same person in the same session that nobody has
   * begun to send; one that is under way stays, and both are sent.
   */
  function add(mark) {
    return within("marks", "readwrite", async (store) => {
      let { over } = mark;
      for (const each of await answer(store.getAll())) {
        const isSame = ["account", "session", "enrolment"].every((name) => each[name] === mark[name]);
        if (!isSame) continue;
        if (each.tried && !each.refused) {
          over = each.uuid;
        } else {
          if (!each.refused) over = each.over;
          await answer(store.delete(each.uuid));
        }
      }
      await answer(store.put({ ...mark, over, tried: false, refused: "" }));
    });
  }

  async function marks(account) {
    const found = (await all("marks")).filter((each) => !account || each.account === account);
    return found.sort((one, other) => one.told_at.localeCompare(other.told_at));
  }

  /** Take up to so many marks to send them: from now on each is kept until the server has said what became of it. */
  function take(account, most) {
    return within("marks", "readwrite", async (store) => {
      const waiting = (await answer(store.getAll())).filter((each) => each.account === account && !each.refused);
      const some = waiting.sort((one, other) => one.told_at.localeCompare(other.told_at)).slice(0, most);
      for (const each of some) await answer(store.put({ ...each, tried: true }));
      return some;
    });
  }

  /** Write down what became of marks; what the server has goes from here into the register. */
  function settle(outcomes) {
    return within(["marks", "sessions"], "readwrite", async (store, registers) => {
      for (const [uuid, said] of Object.entries(outcomes)) {
        const mark = await answer(store.get(uuid));
        if (!mark) continue;
        if (said.outcome === "refused") {
          await answer(store.put({ ...mark, refused: said.message || said.code }));
          continue;
        }
        await answer(store.delete(uuid));
        const register = await answer(registers.get([mark.account, mark.session]));
        const line = register?.lines.find((each) => each.enrolment === mark.enrolment);
        if (!line || said.outcome !== "taken") continue;
        line.mark = { uuid, presence: mark.presence, late: mark.late, disputed: false };
        await answer(registers.put(register));
      }
    });
  }

  function drop(uuid) {
    return within("marks", "readwrite", (store) => answer(store.delete(uuid)));
  }

  /** Remove names: of other people's registers, of what is over, marked and sent, of what is a week old. */
  function tidy(account) {
    return within(["marks", "sessions"], "readwrite", async (store, registers) => {
      const waiting = new Set((await answer(store.getAll())).map((each) => each.session));
      for (const each of await answer(registers.getAll())) {
        const isOver = isDone(each) && !waiting.has(each.key);
        const isOld = each.kept + DAYS < Date.now();
        if (each.account !== account || isOver || isOld) await answer(registers.delete([each.account, each.key]));
      }
    });
  }

  /** Remove every name; marks that wait stay, they hold none. */
  function clear() {
    return within("sessions", "readwrite", (store) => answer(store.clear()));
  }

  return { add, carry, clear, device, drop, marks, session, sessions, settle, take, tidy };
})();
