// The SCORM runtime that the content finds: scorm-again, seeded, with our transport.

// A status or a score is saved at once, a bookmark soon: what a killed browser loses is a few seconds' work.
const QUICK_SECONDS = 1;
const SOON_SECONDS = 5;
const QUICK = /^cmi\.(core\.lesson_status|core\.score\.|completion_status$|success_status$|progress_measure$|score\.)/;
const LOG_LENGTH = 200;

const DIALECTS = {
  "1.2": { engine: "Scorm12API", name: "API", initialize: "LMSInitialize", set: "LMSSetValue", finish: "LMSFinish" },
  2004: { engine: "Scorm2004API", name: "API_1484_11", initialize: "Initialize", set: "SetValue", finish: "Terminate" },
};

export class Runtime {
  static async load(standard, engineUrl, autocommitSeconds, transport) {
    const engines = await import(engineUrl);
    return new Runtime(DIALECTS[standard], engines, autocommitSeconds, transport);
  }

  constructor(dialect, engines, autocommitSeconds, transport) {
    this.dialect = dialect;
    this.transport = transport;
    this.log = []; // the runtime's last messages, for whoever looks into a course's trouble
    this.timer = null;
    this.due = Infinity;
    this.api = new engines[dialect.engine]({
      lmsCommitUrl: transport.url,
      httpService: transport,
      autocommit: true,
      autocommitSeconds,
      dataCommitFormat: "json",
      renderCommonCommitFields: true,
      terminateCommitPayloadField: "final",
      alwaysSendTotalTime: true,
      selfReportSessionTime: false,
      logLevel: "WARN",
      onLogMessage: (level, message) => this.note(level, message),
    });
    this.api.on(dialect.initialize, () => this.saveWithin(QUICK_SECONDS));
    this.api.on(dialect.set, (element) => this.saveWithin(QUICK.test(element) ? QUICK_SECONDS : SOON_SECONDS));
  }

  note(level, message) {
    this.log.push(`${level} ${message}`);
    this.log.splice(0, this.log.length - LOG_LENGTH);
  }

  /** Load piece by piece, so that one value the runtime refuses doesn't keep the others out. */
  seed(cmi) {
    for (const [name, value] of Object.entries(cmi)) {
      const isList = name === "interactions" || name === "objectives" || name.startsWith("comments_from");
      const pieces = isList ? Object.entries(value).map(([index, entry]) => ({ [index]: entry })) : [value];
      for (const piece of pieces) this.seedPiece({ [name]: piece });
    }
  }

  seedPiece(piece) {
    try {
      this.api.loadFromJSON(piece, "cmi");
    } catch (error) {
      this.note("WARN", `not restored: ${Object.keys(piece)}: ${error}`);
    }
  }

  /** Where the content looks for it: in the windows around it. */
  expose() {
    window[this.dialect.name] = this.api;
  }

  get isOpen() {
    return this.api.isInitialized();
  }

  onFinish(callback) {
    this.api.on(this.dialect.finish, callback);
  }

  finish() {
    clearTimeout(this.timer);
    if (this.isOpen) this.api[this.dialect.finish]("");
  }

  current() {
    return this.api.getCommitObject(false);
  }

  saveWithin(seconds) {
    const due = Date.now() + seconds * 1000;
    if (due >= this.due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.save(), seconds * 1000);
  }

  save() {
    this.due = Infinity;
    if (this.isOpen) this.transport.push(this.current());
  }
}
