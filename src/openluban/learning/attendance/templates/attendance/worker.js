{% load static %}/* Keeps the page of registers and what it is drawn with; sends marks when the link is back. */
importScripts("{% static "attendance/store.js" %}", "{% static "attendance/sending.js" %}");

const SHELL = "{% url "attendance_phone" %}";
const PARTS = [
  "{% static "ui/openluban.css" %}",
  "{% static "ui/mark.svg" %}",
  "{% static "attendance/register.css" %}",
  "{% static "attendance/store.js" %}",
  "{% static "attendance/sending.js" %}",
  "{% static "attendance/lines.js" %}",
  "{% static "attendance/register.js" %}",
];
const SEND = "{% url "attendance_marks" %}";
const CACHE = `openluban-attendance:${PARTS.join()}`;
const REGISTER = new RegExp(`^${SHELL.replace("phone/", "")}[0-9a-z]{26}/$`);
const PATIENCE = 6000;

async function keepShell(response) {
  // A page that led elsewhere is the sign-in: nobody wants that without a link.
  if (response.ok && !response.redirected) await (await caches.open(CACHE)).put(SHELL, response.clone());
  return response;
}

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(PARTS);
  await keepShell(await fetch(SHELL, { credentials: "same-origin" }));
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("openluban-attendance:") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function page(request, isShell) {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.status >= 502 && response.status <= 504) throw new Error(String(response.status));
    return isShell ? await keepShell(response) : response;
  } catch (error) {
    const kept = await caches.match(SHELL);
    if (kept) return kept;
    throw error;
  }
}

async function part(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function token() {
  return (await self.cookieStore?.get("csrftoken"))?.value ?? "";
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(install());
});
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === SHELL || REGISTER.test(url.pathname)) event.respondWith(page(request, url.pathname === SHELL));
  } else if (PARTS.includes(url.pathname)) {
    event.respondWith(part(request));
  }
});
self.addEventListener("sync", (event) => {
  if (event.tag === "openluban-attendance") event.waitUntil(token().then((found) => found && self.attendanceSending.sendAll(SEND, found)));
});
