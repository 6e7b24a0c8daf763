// What the learner sees of saving: a text and a dot, inconspicuous unless something is wrong.

const TEXTS = {
  idle: "",
  saving: "Saving…",
  saved: "Saved",
  failing: "Not saved – trying again",
  refused: "Not saved – please start the course again",
};

export function showSaveState(state) {
  const element = document.getElementById("save-state");
  if (element.dataset.state === state) return;
  element.dataset.state = state;
  document.getElementById("save-text").textContent = TEXTS[state];
}
