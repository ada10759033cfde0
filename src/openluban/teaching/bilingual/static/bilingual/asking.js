// Asking the server; whatever goes wrong has a name.

/** The connection is cut, or the server does not answer. */
export class NoConnection extends Error {}
/** The session has ended. */
export class SignedOut extends Error {}
/** The server refuses; `answer` says why. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer.message ?? String(status));
    this.status = status;
    this.answer = answer;
  }
}

const SECONDS = 20;

function token() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : document.querySelector("[name=csrfmiddlewaretoken]").value;
}

/** Post JSON and return the answer. */
export async function ask(url, body) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(body),
      redirect: "manual",
      credentials: "same-origin",
      signal: AbortSignal.timeout(SECONDS * 1000),
    });
  } catch {
    throw new NoConnection();
  }
  if (response.type === "opaqueredirect") throw new SignedOut();
  if (response.status >= 502 && response.status <= 504) throw new NoConnection();
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  if (response.status === 403 && !isJson) throw new SignedOut();
  const answer = isJson ? await response.json().catch(() => ({})) : {};
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}
