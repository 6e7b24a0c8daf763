// Whether the page can speak with Bright; launch buttons are enabled only while it can.

import { emit, runHooks } from "./hooks.js";

const SICK = ["key_expired", "network", "timeout", "not_set_up"];
let isChecked = false;
let isHealthy = null; // null: not checked yet

export function ready() {
  return isHealthy === true;
}

/** After every call: `error` is null, or what went wrong. Only a change is told, and none before the health check. */
export async function reportHealth(error) {
  const isWell = !SICK.includes(error?.code);
  if (!isChecked || isWell === isHealthy) return;
  isHealthy = isWell;
  enableLaunchables();
  emit("health", { ready: isWell, error });
  await runHooks(isWell ? "after_health_check_success" : "after_health_check_failure", error);
}

export function concludeHealthCheck(error) {
  isChecked = true;
  return reportHealth(error);
}

/** Also to be called after launchable elements were added. A link can't be disabled; it says so, and does nothing. */
export function enableLaunchables() {
  for (const element of document.querySelectorAll(".bright-launchable")) {
    element.toggleAttribute("disabled", !ready());
    element.setAttribute("aria-disabled", String(!ready()));
  }
}
