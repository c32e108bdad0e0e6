// Writes the address of the page, and what the tab keeps of the work, shared by the components of whichever page is
// open. The first write and moves of one lever in a row replace the entry in the browser's history, every other
// change adds one.
const TAB = "pull-factors-tab";
const BRIEFING = "pull-factors-briefing";
let waiting = null;
let first = true;

function recall(name) {
  try { return JSON.parse(sessionStorage.getItem(name)); } catch (damaged) { return null; }
}

// What another session of this tab kept is not written over before this one has been told of it. An address that
// says all of it tells enough, if the session opened that one.
function untold(data) {
  if (data.settled) return false;
  const [tab, briefing] = [recall(TAB), recall(BRIEFING)];
  const foreign = (one) => one && one.session !== data.session;
  return Boolean((foreign(tab) && !(opened(data, tab) && plain(tab))) || foreign(briefing));
}

function opened(data, tab) {
  return location.search === "?" + data.opened && location.search.includes(tab.query);
}

function plain(tab) {
  return !tab.told && !tab.comparison && !tab.aside?.length;
}

function remember(name, data, more) {
  try { sessionStorage.setItem(name, JSON.stringify({ session: data.session, ...data.kept, ...more })); }
  catch (full) { /* A tab that may keep nothing works all the same. */ }
}

function keep(data) {
  remember(TAB, data, { query: data.query, search: location.search });
}

function write() {
  if (!waiting) return;
  const { path, data, search, replace } = waiting;
  waiting = null;
  if (path !== location.pathname) return;
  try {
    if (replace || !location.search) history.replaceState(history.state, "", path + search);
    else history.pushState({}, "", path + search);
  } catch (tooMany) { // the browser limits how often an address may change
    waiting = { path, data, search, replace };
    timer = setTimeout(write, 2000);
  }
  keep(data);
}

let timer = 0;

function want(data) {
  if (!data.query || untold(data)) return;
  const own = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith("embed"));
  const embed = new URLSearchParams(own).toString();
  const search = "?" + data.query + (embed ? "&" + embed : "");
  const begins = first;
  first = false;
  keep(data);
  if (search === location.search) { waiting = null; return; }
  if (waiting && !data.replace) write();
  waiting = {
    path: location.pathname, data, search, replace: begins || (waiting ? waiting.replace : data.replace),
  };
  clearTimeout(timer);
  timer = setTimeout(write, location.search ? 150 : 0);
}

addEventListener("pagehide", write);
