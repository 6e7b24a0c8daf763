// The default style of <bright-course-list>. Sites change it with custom properties and ::part().

export const sheet = new CSSStyleSheet();

sheet.replaceSync(`
:host {
  --accent: var(--bright-accent, light-dark(#8a5300, #f5b829));
  --on-accent: var(--bright-on-accent, light-dark(#fff, #201800));
  --ink: var(--bright-ink, light-dark(#22252a, #e9eaec));
  --quiet: var(--bright-quiet, light-dark(#5c626b, #a9afb8));
  --line: var(--bright-line, light-dark(#dcd9d0, #383d44));
  --paper: var(--bright-paper, light-dark(#fff, #1f2226));
  --good: var(--bright-good, light-dark(#1c6b3c, #8bd8a6));
  --bad: var(--bright-bad, light-dark(#a62b20, #ff9c8f));
  display: block;
  container-type: inline-size;
  color: var(--ink);
  font: var(--bright-font, 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
}
:host([hidden]), [hidden] { display: none; }
ul { margin: 0; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: var(--bright-radius, 0.8rem); background: var(--paper); overflow: hidden; }
li { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 0.15rem 1.25rem; padding: 0.9rem 1.1rem; }
li + li { border-top: 1px solid var(--line); }
.title { font-weight: 600; overflow-wrap: anywhere; }
.facts { grid-column: 1; display: flex; flex-wrap: wrap; gap: 0 1.1rem; color: var(--quiet); font-size: 0.92em; }
.status::before { content: ""; display: inline-block; width: 0.6em; height: 0.6em; margin-right: 0.5em; border: 1.5px solid currentColor; border-radius: 50%; }
.status[data-status="in_progress"] { color: var(--accent); }
.status[data-status="in_progress"]::before { background: linear-gradient(90deg, currentColor 50%, transparent 50%); }
.status[data-status="completed"], .status[data-status="passed"] { color: var(--good); }
.status[data-status="failed"] { color: var(--bad); }
.status:is([data-status="completed"], [data-status="passed"], [data-status="failed"])::before { background: currentColor; }
.score { font-variant-numeric: tabular-nums; }
button { grid-column: 2; grid-row: 1 / span 2; min-width: 7.6rem; min-height: 2.75rem; padding: 0.4rem 1.1rem; border: 1px solid transparent; border-radius: var(--bright-button-radius, 0.6rem); background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button.plain { border-color: var(--line); background: transparent; color: inherit; }
button:hover:not(:disabled) { filter: brightness(1.08); }
button:disabled { opacity: 0.5; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.message { min-height: 1.5em; margin: 0.6rem 0; color: var(--quiet); }
.message.error { color: var(--bad); }
.bright-launch-link { grid-column: 1 / -1; margin: 0.5rem 0 0; padding: 0.6rem 0.8rem; border-left: 4px solid var(--accent); background: color-mix(in srgb, var(--accent) 12%, transparent); }
.bright-launch-link a { color: inherit; font-weight: 600; }
@container (max-width: 26rem) {
  li { grid-template-columns: minmax(0, 1fr); }
  button { grid-column: 1; grid-row: auto; margin-top: 0.5rem; }
}
`);
