/** The start page: uploads with their progress, the curl line, and a table that keeps itself up to date. */

const element = (id) => document.getElementById(id);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** An element with its text; `attributes` as HTML has them. */
function make(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** A session that ended answers with a redirect to the sign-in page: go there, and come back here. */
function signInAgain() {
  window.location.reload();
  return new Promise(() => {});
}

async function ask(address, options = {}) {
  const response = await fetch(address, { redirect: "manual", ...options });
  return response.type === "opaqueredirect" ? signInAgain() : response;
}

// --- Upload a course

const STEP_INTERVAL = 400;
const LOST = "The connection to the server was lost. Check that it is running, then upload the file again.";
const STANDARDS = {
  scorm_12: "SCORM 1.2",
  scorm_2004_2nd_edition: "SCORM 2004, 2nd edition",
  scorm_2004_3rd_edition: "SCORM 2004, 3rd edition",
  scorm_2004_4th_edition: "SCORM 2004, 4th edition",
};
const inMegabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;

function showProgress(percent, figures, step) {
  element("upload-bar").value = percent;
  element("upload-figures").textContent = figures;
  // Written only when it changes: each change is read aloud.
  if (element("upload-step").textContent !== step) element("upload-step").textContent = step;
}

function showRefusal(sentence) {
  element("upload-outcome").replaceChildren(make("p", sentence, { class: "refused" }));
}

function showCourse({ title, standard, sco_count: count, warnings }) {
  const facts = `${STANDARDS[standard] ?? standard}; ${count} ${count === 1 ? "SCO" : "SCOs"}`;
  const outcome = [make("h3", title), make("p", facts, { class: "quiet" })];
  if (warnings.length) {
    const list = make("ul", "", { class: "warnings" });
    list.append(...warnings.map((warning) => make("li", warning)));
    outcome.push(make("p", "Imported, with this to know:"), list);
  } else {
    outcome.push(make("p", "Imported without warnings."));
  }
  element("upload-outcome").replaceChildren(...outcome);
}

/** Sends the form with `file`; resolves to the server's first report, or rejects with one sentence. */
function send(form, file) {
  const body = new FormData(form);
  body.set("package", file);
  const request = new XMLHttpRequest();
  request.responseType = "json";
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = total ? Math.floor((100 * loaded) / total) : 0;
    showProgress(percent, `${inMegabytes(loaded)} of ${inMegabytes(total)}, ${percent}%`, "sending the file");
  });
  return new Promise((resolve, reject) => {
    request.addEventListener("error", () => reject(new Error(LOST)));
    request.addEventListener("load", () => {
      if (request.status === 201) return resolve(request.response);
      if (new URL(request.responseURL).pathname !== new URL(form.action).pathname) return signInAgain();
      const sentence = request.response?.error ?? `The server refused the file with status ${request.status}.`;
      return reject(new Error(sentence));
    });
    request.open("POST", form.action);
    request.send(body);
  });
}

/** Follows the import until it is over; a short loss of the connection is bridged. */
async function follow(report) {
  const address = report.progress_url;
  for (let losses = 0; report.state === "waiting" || report.state === "running"; ) {
    showProgress(report.percent, `${report.percent}%`, report.step);
    await pause(STEP_INTERVAL);
    try {
      report = await (await ask(address)).json();
      losses = 0;
    } catch {
      losses += 1;
      if (losses > 25) throw new Error(LOST);
    }
  }
  return report;
}

async function upload(form, file) {
  element("upload-outcome").replaceChildren();
  element("upload-file").textContent = file.name;
  element("upload-progress").hidden = false;
  element("drop").hidden = true;
  try {
    const report = await follow(await send(form, file));
    if (report.state === "refused") showRefusal(report.error);
    else showCourse(report);
  } catch (error) {
    showRefusal(error.message);
  } finally {
    element("upload-progress").hidden = true;
    element("drop").hidden = false;
    form.reset();
  }
}

function prepareUpload(form) {
  const drop = element("drop");
  const start = (files) => files.length && upload(form, files[0]);
  element("package").addEventListener("change", ({ target }) => start(target.files));
  for (const type of ["dragenter", "dragover"]) {
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const type of ["dragleave", "drop"]) drop.addEventListener(type, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    start(event.dataTransfer.files);
  });
}

// --- Copy a curl line

let lines = null; // format → line

function showLine() {
  const line = element("curl-line");
  line.hidden = element("copy-line").hidden = lines === null;
  if (lines) line.textContent = lines[element("curl").elements.format.value];
}

async function makeLine(form) {
  const response = await ask(form.action, { method: "POST", body: new FormData(form) });
  const answer = await response.json();
  lines = answer.lines ?? null;
  element("curl-status").textContent = answer.error ?? "";
  showLine();
}

/** Outside https and localhost there is no clipboard: then the line is selected, ready for the keyboard. */
async function copyLine() {
  try {
    await navigator.clipboard.writeText(element("curl-line").textContent);
    element("curl-status").textContent = "Copied.";
  } catch {
    window.getSelection().selectAllChildren(element("curl-line"));
    element("curl-status").textContent = "Selected: press Ctrl+C or ⌘C.";
  }
}

function prepareCurl(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await makeLine(form);
    } catch {
      element("curl-status").textContent = "The server does not answer. Try again.";
    }
  });
  form.addEventListener("change", showLine);
  element("copy-line").addEventListener("click", copyLine);
}

// --- Recent registrations

const ROWS_INTERVAL = 1500;

function clock(seconds) {
  const [minutes, rest] = [Math.floor(seconds / 60), String(seconds % 60).padStart(2, "0")];
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

/** Times in the reader's own zone and habit; the server writes them in UTC and seconds. */
function humanise(rows) {
  const habit = { dateStyle: "medium", timeStyle: "short" };
  for (const time of rows.querySelectorAll("time")) time.textContent = new Date(time.dateTime).toLocaleString([], habit);
  for (const span of rows.querySelectorAll("[data-seconds]")) span.textContent = clock(Number(span.dataset.seconds));
}

async function keepUpToDate(table) {
  const rows = table.tBodies[0];
  const status = element("recent-status");
  const calm = status.textContent;
  let shown = null;
  humanise(rows);
  for (;;) {
    await pause(ROWS_INTERVAL);
    if (document.hidden) continue;
    try {
      const response = await ask(table.dataset.address);
      if (!response.ok) throw new Error(response.status);
      const html = await response.text();
      if (html !== shown) {
        rows.innerHTML = html;
        humanise(rows);
        shown = html;
      }
      if (status.textContent !== calm) status.textContent = calm;
    } catch {
      status.textContent = "The server does not answer; trying again.";
    }
  }
}

if (element("upload")) {
  prepareUpload(element("upload"));
  prepareCurl(element("curl"));
  keepUpToDate(element("recent"));
}
