/** Finds the LMS as SCORM describes: in the parents of this window, then in the opener and its parents. */

const MAX_DEPTH = 500;

function searchUpwards(start, name) {
  let win = start;
  for (let depth = 0; win && depth < MAX_DEPTH; depth += 1) {
    try {
      if (win[name]) return win[name];
    } catch {
      return null; // A window of another origin: the LMS is not above it.
    }
    if (win.parent === win) return null;
    win = win.parent;
  }
  return null;
}

function openerOf(win) {
  try {
    return win.top.opener;
  } catch {
    return win.opener;
  }
}

/** The API object `name` ("API" in SCORM 1.2, "API_1484_11" in SCORM 2004), or null outside an LMS. */
export function findApi(name) {
  return searchUpwards(window, name) ?? searchUpwards(openerOf(window), name);
}
