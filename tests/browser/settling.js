// Knows when a page has answered what was done to it: the server is owed nothing and owes nothing, no near timer
// waits, nothing is being fetched or animated, and several looks in a row find no change.
(() => {
  if (globalThis.settling) return;
  const [later, forget] = [setTimeout, clearTimeout];
  const NEAR = 350; // ms; timers of debounces are nearer, those of connections and notices further
  const LOOKS = 5;
  const EVERY = 16; // ms between looks, each a task of its own, so that what waits in the page comes first
  const [RERUN, NEW_SESSION, SCRIPT_FINISHED, EARLY_FOR_RERUN] = [11, 4, 6, 2]; // of Streamlit's messages
  const timers = new Set();
  const sockets = [];
  let run = ""; // "asked", "begun" or nothing
  let fetching = 0;
  let changes = 0;

  // A rerun that is asked for while the page runs ends that run early, and a session is announced again.
  function fields(buffer) {
    const [bytes, found] = [new Uint8Array(buffer), new Map()];
    let at = 0;
    const number = () => {
      for (let value = 0, place = 1; ; place *= 128) {
        value += (bytes[at] & 127) * place;
        if (bytes[at++] < 128) return value;
      }
    };
    while (at < bytes.length) {
      const key = number();
      const value = number();
      found.set(Math.floor(key / 8), value);
      if (key % 8 === 2) at += value;
    }
    return found;
  }

  function heard(buffer) {
    changes += 1;
    const found = fields(buffer);
    if (found.has(NEW_SESSION)) run = "begun";
    if (found.has(SCRIPT_FINISHED) && run === "begun")
      run = found.get(SCRIPT_FINISHED) === EARLY_FOR_RERUN ? "asked" : "";
  }

  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      sockets.push(this);
      run = "";
      this.addEventListener("message", ({ data }) => data instanceof ArrayBuffer && heard(data));
    }
    send(data) {
      changes += 1;
      if (ArrayBuffer.isView(data) && fields(data.slice().buffer).has(RERUN)) run = "asked";
      super.send(data);
    }
  };
  globalThis.setTimeout = (work, delay, ...given) => {
    if (typeof work !== "function") return later(work, delay, ...given);
    const id = later((...own) => { timers.delete(id); work(...own); }, delay, ...given);
    if (!(delay > NEAR)) timers.add(id);
    return id;
  };
  globalThis.clearTimeout = (id) => { timers.delete(id); forget(id); };
  const plainFetch = globalThis.fetch;
  globalThis.fetch = (...given) => {
    fetching += 1;
    return plainFetch(...given).finally(() => { fetching -= 1; });
  };
  const plainSend = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...given) {
    fetching += 1;
    this.addEventListener("loadend", () => { fetching -= 1; }, { once: true });
    return plainSend.apply(this, given);
  };
  new MutationObserver((records) => { changes += records.length; })
    .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  const moves = (animation) =>
    animation.playState === "running" && animation.effect?.getComputedTiming().endTime !== Infinity;
  const all = (name) => [...document.querySelectorAll(`[data-testid=${name}]`)];

  function open() {
    const reasons = {
      "no page": !document.querySelector("h1, .st-key-stage"),
      "a script that runs": all("stApp")[0]?.dataset.testScriptState !== "notRunning",
      "a connection": sockets.at(-1)?.readyState !== WebSocket.OPEN,
      "a run asked for": run === "asked",
      "a run begun": run === "begun",
      "a timer": timers.size > 0,
      "a request": fetching > 0,
      "a part that loads": all("stSkeleton").length > 0,
      "a chart": all("stVegaLiteChart").some((chart) => !chart.querySelector("svg")),
      "an animation": document.getAnimations().some(moves),
    };
    return Object.keys(reasons).filter((name) => reasons[name]);
  }

  function done() {
    return new Promise((told) => {
      let [seen, quiet] = [changes, 0];
      const look = () => {
        quiet = changes === seen && !open().length ? quiet + 1 : 0;
        seen = changes;
        if (quiet === LOOKS) told(true);
        else later(look, EVERY);
      };
      look();
    });
  }

  globalThis.settling = { sockets, open, done };
})();
