// How sites can react: hooks, with the vendor's names, and DOM events.

const hooks = new Map();
let isLoaded = false;

/** A hook for `after_load` that is added after that is run at once. */
export function addHook(name, hook) {
  hooks.set(name, [...(hooks.get(name) ?? []), hook]);
  if (name === "after_load" && isLoaded) runOne(name, hook);
}

export function hasHook(name) {
  return hooks.has(name);
}

/** Runs the hooks one after the other. An error is logged, and does not stop the others. */
export async function runHooks(name, ...values) {
  if (name === "after_load") isLoaded = true;
  for (const hook of hooks.get(name) ?? []) await runOne(name, hook, ...values);
}

async function runOne(name, hook, ...values) {
  try {
    await hook(...values);
  } catch (error) {
    console.error(`bright.js: a hook for ${name} failed.`, error);
  }
}

/** The first truthy value that a hook returns, or null. Throws what a hook throws. */
export async function askHooks(name) {
  for (const hook of hooks.get(name) ?? []) {
    const answer = await hook();
    if (answer) return answer;
  }
  return null;
}

export function emit(name, detail) {
  document.dispatchEvent(new CustomEvent(`bright:${name}`, { detail }));
}
