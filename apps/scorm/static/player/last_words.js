// After a reload the new page asks for its data while the old page's last beacons may still be on their way. So each
// page notes what it sent, for its successor in this tab to wait for. The note opens nothing: it holds no token.

const KEY = "bright:last-words";

export function noteLastWords(session, sequence) {
  try {
    const noted = lastWords();
    const sequences = noted?.session === session ? noted.sequences : [];
    sessionStorage.setItem(KEY, JSON.stringify({ session, sequences: [...sequences, sequence].slice(-20) }));
  } catch {
    // Storage is switched off or full: the successor does not wait.
  }
}

/** `{session, sequences}` of the page before in this tab, or null. */
export function lastWords() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
