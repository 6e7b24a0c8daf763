// The moment from which there is something to ask: the page is read, and the health check done.

export let startIsOver;
export const whenStarted = new Promise((resolve) => (startIsOver = resolve));
