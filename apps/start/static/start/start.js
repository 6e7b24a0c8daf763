/** The start page: uploads with their progress, the curl command, and a table that updates itself. */

const element = (id) => document.getElementById(id);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A new element with this text and these HTML attributes. */
function createElement(tag, text = "", attributes = {}) {
  const created = document.createElement(tag);
  created.textContent = text;
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  return created;
}

/** Once the session has ended, the server redirects to the sign-in page; reloading leads there and back here. */
function signInAgain() {
  window.location.reload();
  return new Promise(() => {});
}

async function request(address, options = {}) {
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
  // Set only if it changes: screen readers announce each change.
  if (element("upload-step").textContent !== step) element("upload-step").textContent = step;
}

function showError(message) {
  element("upload-outcome").replaceChildren(createElement("p", message, { class: "refused" }));
}

function showCourse({ title, standard, sco_count: count, warnings }) {
  const facts = `${STANDARDS[standard] ?? standard}; ${count} ${count === 1 ? "SCO" : "SCOs"}`;
  const outcome = [createElement("h3", title), createElement("p", facts, { class: "quiet" })];
  if (warnings.length) {
    const list = createElement("ul", "", { class: "warnings" });
    list.append(...warnings.map((warning) => createElement("li", warning)));
    outcome.push(createElement("p", "Imported with warnings:"), list);
  } else {
    outcome.push(createElement("p", "Imported without warnings."));
  }
  element("upload-outcome").replaceChildren(...outcome);
}

/** Sends the form with `file`. Resolves to the server's first progress report; rejects with a message for people. */
function send(form, file) {
  const body = new FormData(form);
  body.set("package", file);
  const xhr = new XMLHttpRequest();
  xhr.responseType = "json";
  xhr.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = total ? Math.floor((100 * loaded) / total) : 0;
    showProgress(percent, `${inMegabytes(loaded)} of ${inMegabytes(total)}, ${percent}%`, "sending the file");
  });
  return new Promise((resolve, reject) => {
    xhr.addEventListener("error", () => reject(new Error(LOST)));
    xhr.addEventListener("load", () => {
      if (xhr.status === 201) return resolve(xhr.response);
      if (new URL(xhr.responseURL).pathname !== new URL(form.action).pathname) return signInAgain();
      const message = xhr.response?.error ?? `The server refused the file with status ${xhr.status}.`;
      return reject(new Error(message));
    });
    xhr.open("POST", form.action);
    xhr.send(body);
  });
}

/** Polls until the import has ended; resolves to the last report. Tolerates a short loss of the connection. */
async function follow(report) {
  const address = report.progress_url;
  for (let failures = 0; report.state === "waiting" || report.state === "running"; ) {
    showProgress(report.percent, `${report.percent}%`, report.step);
    await pause(STEP_INTERVAL);
    try {
      report = await (await request(address)).json();
      failures = 0;
    } catch {
      failures += 1;
      if (failures > 25) throw new Error(LOST);
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
    if (report.state === "refused") showError(report.error);
    else showCourse(report);
  } catch (error) {
    showError(error.message);
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

// --- Copy a curl command

let lines = null; // format → command

function showLine() {
  const line = element("curl-line");
  line.hidden = element("copy-line").hidden = lines === null;
  if (lines) line.textContent = lines[element("curl").elements.format.value];
}

async function makeLine(form) {
  const response = await request(form.action, { method: "POST", body: new FormData(form) });
  const answer = await response.json();
  lines = answer.lines ?? null;
  element("curl-status").textContent = answer.error ?? "";
  showLine();
}

/** The clipboard is available only on https and localhost; elsewhere the command is selected instead. */
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
      element("curl-status").textContent = "The server is not responding. Try again.";
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

/** Shows times in the reader's time zone and format; the server sends UTC and seconds. */
function localize(rows) {
  const format = { dateStyle: "medium", timeStyle: "short" };
  for (const time of rows.querySelectorAll("time")) time.textContent = new Date(time.dateTime).toLocaleString([], format);
  for (const span of rows.querySelectorAll("[data-seconds]")) span.textContent = clock(Number(span.dataset.seconds));
}

async function keepUpToDate(table) {
  const rows = table.tBodies[0];
  const status = element("recent-status");
  const usual = status.textContent;
  let shown = null;
  localize(rows);
  for (;;) {
    await pause(ROWS_INTERVAL);
    if (document.hidden) continue;
    try {
      const response = await request(table.dataset.address);
      if (!response.ok) throw new Error(response.status);
      const html = await response.text();
      if (html !== shown) {
        rows.innerHTML = html;
        localize(rows);
        shown = html;
      }
      if (status.textContent !== usual) status.textContent = usual;
    } catch {
      status.textContent = "The server is not responding; trying again …";
    }
  }
}

if (element("upload")) {
  prepareUpload(element("upload"));
  prepareCurl(element("curl"));
  keepUpToDate(element("recent"));
}
