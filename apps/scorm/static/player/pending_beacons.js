// After a reload, the new page asks for its data while the old page's last beacons may still be on their way. So each
// page notes in the tab's session storage what it has sent, and the next page waits for that to arrive. The note gives
// no access to anything: it does not contain the token.

const KEY = "bright:pending-beacons";

export function notePendingBeacon(session, sequence) {
  try {
    const noted = pendingBeacons();
    const sequences = noted?.session === session ? noted.sequences : [];
    sessionStorage.setItem(KEY, JSON.stringify({ session, sequences: [...sequences, sequence].slice(-20) }));
  } catch {
    // Storage is disabled or full: the next page does not wait.
  }
}

/** `{session, sequences}` as noted by the previous page in this tab, or null. */
export function pendingBeacons() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
