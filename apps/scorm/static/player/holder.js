// Binds a launch to this browser (docs/decisions/0025): its first start sends a random secret, and later ones must send
// it again. It is kept in three places, since each is lost in some way: a history entry survives a reload even where
// storage is forbidden, session storage a tab that a phone has killed, local storage is there in other tabs. Courses can
// read the storage, so it gives no access to anything without the token of the launch, which is in none of them.

const KEY = "bright:browser";

/** The secrets that this browser may have used, the one to bind a new launch to first. */
export function holders() {
  const kept = [history.state?.[KEY], read("sessionStorage"), read("localStorage")].filter(Boolean);
  return kept.length ? [...new Set(kept)] : [randomText()];
}

export function keepHolder(holder) {
  history.replaceState({ ...history.state, [KEY]: holder }, "");
  for (const name of ["sessionStorage", "localStorage"]) {
    try {
      if (!window[name].getItem(KEY)) window[name].setItem(KEY, holder);
    } catch {
      // Storage is disabled or full.
    }
  }
}

function read(name) {
  try {
    return window[name].getItem(KEY);
  } catch {
    return null;
  }
}

function randomText() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
