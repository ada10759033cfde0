/* Shows a unit in the learner's language and tells the learning system, as cmi5 asks, when it was
   begun, read to its end, and left. Opened by itself, it is a page like any other. */
(function () {
  "use strict";

  const asked = new URLSearchParams(window.location.search);
  const verbs = "http://adlnet.gov/expapi/verbs/";
  const categories = "https://w3id.org/xapi/cmi5/context/categories/";
  const mark = "openluban.completed";
  const began = Date.now();
  const articles = Array.from(document.querySelectorAll("article[lang]"));
  let session = null;
  let isBegun = false;
  let isCompleted = false;
  let isLeft = false;

  function show(language) {
    articles.forEach(function (article) {
      article.hidden = article.lang !== language;
    });
    document.querySelectorAll("button[data-language]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    });
    document.documentElement.lang = language;
  }

  function choose(wanted) {
    const known = articles.map(function (article) { return article.lang; });
    const found = wanted.map(function (tag) {
      const plain = tag.toLowerCase();
      return known.find(function (each) { return each.toLowerCase() === plain; }) ||
        known.find(function (each) { return each.split("-")[0] === plain.split("-")[0]; });
    }).find(Boolean);
    if (known.length > 1) { show(found || known[0]); }
  }

  function url(resource, parameters) {
    const base = session.endpoint.endsWith("/") ? session.endpoint : session.endpoint + "/";
    return base + resource + "?" + new URLSearchParams(parameters);
  }

  function send(method, address, body, isLast) {
    return fetch(address, {
      method: method,
      keepalive: Boolean(isLast),
      headers: {
        "Authorization": "Basic " + session.token,
        "Content-Type": "application/json",
        "X-Experience-API-Version": "1.0.3"
      },
      body: body === undefined ? undefined : JSON.stringify(body)
    });
  }

  function read(resource, parameters) {
    return send("GET", url(resource, parameters)).then(function (answer) {
      return answer.ok ? answer.json() : null;
    });
  }

  function stateOf(name) {
    return {
      stateId: name,
      activityId: session.activity,
      agent: JSON.stringify(session.actor),
      registration: session.registration
    };
  }

  function context(isMove) {
    const given = JSON.parse(JSON.stringify((session.launch || {}).contextTemplate || {}));
    const activities = given.contextActivities || {};
    const category = [].concat(activities.category || [], { id: categories + "cmi5" });
    if (isMove) { category.push({ id: categories + "moveon" }); }
    activities.category = category;
    given.contextActivities = activities;
    given.registration = session.registration;
    return given;
  }

  function identifier() {
    if (window.crypto.randomUUID) { return window.crypto.randomUUID(); }
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  function say(verb, result, isMove, isLast) {
    const id = identifier();
    const statement = {
      id: id,
      actor: session.actor,
      verb: { id: verbs + verb, display: { "en": verb } },
      object: { objectType: "Activity", id: session.activity },
      context: context(isMove),
      timestamp: new Date().toISOString()
    };
    if (result) { statement.result = result; }
    return send("PUT", url("statements", { statementId: id }), statement, isLast).then(function (answer) {
      if (!answer.ok) { throw new Error(verb + ": " + answer.status); }
    });
  }

  function duration() {
    return "PT" + ((Date.now() - began) / 1000).toFixed(2) + "S";
  }

  function isNormal() {
    return session !== null && (session.launch || {}).launchMode === "Normal";
  }

  function complete() {
    if (!isNormal() || isCompleted) { return Promise.resolve(); }
    isCompleted = true;
    return say("completed", { completion: true, duration: duration() }, true)
      .then(function () { return send("PUT", url("activities/state", stateOf(mark)), { completed: true }); });
  }

  function leave() {
    if (session === null || !isBegun || isLeft) { return Promise.resolve(); }
    isLeft = true;
    return say("terminated", { duration: duration() }, false, true);
  }

  function finish() {
    complete().then(leave).then(function () {
      const back = session && (session.launch || {}).returnURL;
      if (back && /^https?:/i.test(back)) { window.location.assign(back); }
    }).catch(function () { isCompleted = false; });
  }

  function start() {
    session = {
      endpoint: asked.get("endpoint"),
      actor: JSON.parse(asked.get("actor")),
      activity: asked.get("activityId"),
      registration: asked.get("registration")
    };
    return fetch(asked.get("fetch"), { method: "POST" })
      .then(function (answer) { return answer.json(); })
      .then(function (answer) {
        if (!answer["auth-token"]) { throw new Error(answer["error-text"] || "no token"); }
        session.token = answer["auth-token"];
        return read("activities/state", stateOf("LMS.LaunchData"));
      })
      .then(function (launch) {
        session.launch = launch;
        return read("agents/profile", {
          profileId: "cmi5LearnerPreferences",
          agent: JSON.stringify(session.actor)
        });
      })
      .then(function (preferences) {
        const wanted = ((preferences || {}).languagePreference || "").split(",");
        choose(wanted.map(function (tag) { return tag.trim(); }).filter(Boolean).concat(navigator.languages));
        return say("initialized");
      })
      .then(function () {
        isBegun = true;
        return read("activities/state", stateOf(mark));
      })
      .then(function (state) {
        isCompleted = Boolean(state && state.completed);
        // Not before: what is completed must have begun, and be completed once.
        document.querySelectorAll("button[data-done]").forEach(function (button) {
          button.hidden = false;
        });
      });
  }

  document.querySelectorAll("button[data-language]").forEach(function (button) {
    button.addEventListener("click", function () { show(button.dataset.language); });
  });
  choose(Array.from(navigator.languages || []));
  if (asked.get("endpoint") && asked.get("fetch")) {
    document.querySelectorAll("button[data-done]").forEach(function (button) {
      button.addEventListener("click", finish);
    });
    window.addEventListener("pagehide", function () { leave().catch(function () {}); });
    start().catch(function () { session = null; });
  }
}());
