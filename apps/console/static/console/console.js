/** Shows the state of each part of Bright. Fetched after the page, since a part that is down takes seconds to time out. */

const list = document.getElementById("health");

function row(part, state) {
  const item = document.createElement("li");
  const badge = document.createElement("span");
  badge.className = "state";
  badge.dataset.state = state === "ok" ? "ready" : "refused";
  badge.textContent = state;
  item.append(badge, " ", part);
  return item;
}

async function check() {
  try {
    const response = await fetch(list.dataset.address);
    const parts = await response.json();
    list.replaceChildren(...Object.entries(parts).map(([part, state]) => row(part, state)));
  } catch {
    list.replaceChildren(row("the health check did not answer", "away"));
  }
}

check();
