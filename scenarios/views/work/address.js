// Writes the address of the page, shared by the components of whichever page is open. The first write and moves of
// one lever in a row replace the entry in the browser's history, every other change adds one.
let waiting = null;
let first = true;

function write() {
  if (!waiting) return;
  const { path, search, replace } = waiting;
  waiting = null;
  if (path !== location.pathname || search === location.search) return;
  try {
    if (replace || !location.search) history.replaceState(history.state, "", path + search);
    else history.pushState({}, "", path + search);
  } catch (tooMany) { /* The browser limits how often an address may change; the next change writes it. */ }
}

let timer = 0;

function want(query, replace) {
  const own = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith("embed"));
  const kept = new URLSearchParams(own).toString();
  const search = "?" + query + (kept ? "&" + kept : "");
  const begins = first;
  first = false;
  if (search === location.search) { waiting = null; return; }
  if (waiting && !replace) write();
  waiting = { path: location.pathname, search, replace: begins || (waiting ? waiting.replace : replace) };
  clearTimeout(timer);
  timer = setTimeout(write, location.search ? 150 : 0);
}

addEventListener("pagehide", write);
