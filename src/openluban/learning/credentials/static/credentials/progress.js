// Looks again every two seconds how far a batch has come, until it is done or stands still.
"use strict";

const PAUSE = 2000;

async function lookAgain() {
  const shown = document.getElementById("far");
  if (!shown || !("running" in shown.dataset)) {
    return;
  }
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("far");
      if (fresh) {
        shown.replaceWith(document.adoptNode(fresh));
      }
    }
  } catch {
    // No link for a moment: the next look may find one.
  }
  window.setTimeout(lookAgain, PAUSE);
}

window.setTimeout(lookAgain, PAUSE);
