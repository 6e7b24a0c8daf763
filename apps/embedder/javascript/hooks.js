// What a site may join in on: hooks by the vendor's names, and DOM events.

const hooks = new Map();
let isLoaded = false;

/** A hook for `after_load` that comes after the fact is run at once. */
export function addHook(name, hook) {
  hooks.set(name, [...(hooks.get(name) ?? []), hook]);
  if (name === "after_load" && isLoaded) runOne(name, hook);
}

export function hasHook(name) {
  return hooks.has(name);
}

/** Runs them in their order, each after the other; one that fails is told of and stops nobody. */
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

/** The first answer that is worth something; what a hook throws, the caller gets. */
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
