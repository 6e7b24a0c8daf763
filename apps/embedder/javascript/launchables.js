// Elements with the class bright-launchable: a click opens the course that their data attributes name.

import { ready } from "./health.js";
import { launch } from "./launch.js";

export function listenForLaunches() {
  document.addEventListener("click", (event) => {
    const element = event.target.closest?.(".bright-launchable");
    const { courseGuid, registrationGuid } = element?.dataset ?? {};
    if (!courseGuid && !registrationGuid) return; // left to the site's own code
    event.preventDefault();
    if (ready()) launchFrom(element, registrationGuid ? { registration_guid: registrationGuid } : courseGuid);
  });
}

const notices = new WeakMap(); // element → the error message of its last launch, shown after it

async function launchFrom(element, wanted) {
  notices.get(element)?.remove();
  try {
    await launch(wanted, { near: element, review: "review" in element.dataset });
  } catch (error) {
    const notice = document.createElement("p");
    notice.className = "bright-launch-error";
    notice.setAttribute("role", "alert");
    notice.textContent = error.sentence;
    notices.set(element, notice);
    element.after(notice);
  }
}
