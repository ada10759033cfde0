// Marks go to the server; each stays here until the server has said what became of it.
// A plain script: the page and the service worker both load it.

self.attendanceSending = (() => {
  const store = self.attendanceStore;
  const MOST = 100;
  const SECONDS = 20;

  class NoConnection extends Error {}
  class SignedOut extends Error {}
  class OtherAccount extends Error {}

  async function ask(url, options) {
    let response;
    try {
      const signal = AbortSignal.timeout(SECONDS * 1000);
      response = await fetch(url, { credentials: "same-origin", redirect: "manual", signal, ...options });
    } catch {
      throw new NoConnection();
    }
    if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut();
    const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
    if (response.status === 403 && !isJson) throw new SignedOut();
    if (response.status === 409) throw new OtherAccount();
    if (!response.ok || !isJson) throw new NoConnection();
    try {
      return await response.json();
    } catch {
      throw new NoConnection(); // the answer was cut
    }
  }

  async function send(url, token, account) {
    const device = await store.device();
    let count = 0;
    for (let some = await store.take(account, MOST); some.length; some = await store.take(account, MOST)) {
      const marks = some.map(({ uuid, session, enrolment, presence, late, told_at, over }) => ({
        ...{ uuid, session, enrolment, presence, late, told_at },
        over: over || null,
      }));
      const body = JSON.stringify({ account, device, sent_at: new Date().toISOString(), marks });
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
      const { outcomes } = await ask(url, { method: "POST", headers, body });
      await store.settle(outcomes);
      count += some.length;
    }
    return count;
  }

  // One at a time, page or service worker; should both send, the server takes each mark once.
  function alone(work) {
    return navigator.locks ? navigator.locks.request("openluban-attendance", work) : work();
  }

  /** Send all marks of an account; returns how many were answered. */
  function sendOf(url, token, account) {
    return alone(() => send(url, token, account));
  }

  /** Send whatever waits; the server takes only those of who is signed in. */
  async function sendAll(url, token) {
    const accounts = new Set((await store.marks()).filter((each) => !each.refused).map((each) => each.account));
    for (const account of accounts) {
      try {
        await sendOf(url, token, account);
      } catch (error) {
        if (error instanceof NoConnection) throw error;
      }
    }
  }

  return { NoConnection, OtherAccount, SignedOut, ask, sendAll, sendOf };
})();
