// Whether API calls are possible; launch buttons are enabled only while they are.

import { emit, runHooks } from "./hooks.js";

const UNHEALTHY_CODES = ["key_expired", "network", "timeout", "not_set_up"];
let isChecked = false;
let isHealthy = null; // null: not checked yet

export function ready() {
  return isHealthy === true;
}

/** To be called after every API call, with its error or null. Reports changes, but none before the health check. */
export async function reportHealth(error) {
  const isOk = !UNHEALTHY_CODES.includes(error?.code);
  if (!isChecked || isOk === isHealthy) return;
  isHealthy = isOk;
  enableLaunchables();
  emit("health", { ready: isOk, error });
  await runHooks(isOk ? "after_health_check_success" : "after_health_check_failure", error);
}

export function finishHealthCheck(error) {
  isChecked = true;
  return reportHealth(error);
}

/** Must also be called after launchable elements were added. Links can't be disabled, so they get `aria-disabled`. */
export function enableLaunchables() {
  for (const element of document.querySelectorAll(".bright-launchable")) {
    element.toggleAttribute("disabled", !ready());
    element.setAttribute("aria-disabled", String(!ready()));
  }
}
