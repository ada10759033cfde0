// Before somebody signs out: send what waits, then remove every name from this device.

(() => {
  const { url, form: action } = document.currentScript.dataset;
  const PATIENCE = 4000;

  function token() {
    return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  }

  async function leave() {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    await Promise.race([self.attendanceSending.sendAll(url, token()).catch(() => null), late]);
    await self.attendanceStore.clear();
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (new URL(form.action).pathname !== action || form.dataset.isReady || !self.indexedDB) return;
    event.preventDefault();
    await leave().catch(() => null);
    form.dataset.isReady = "1";
    form.requestSubmit();
  });
})();
