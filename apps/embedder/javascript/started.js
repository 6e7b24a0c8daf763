// Resolved once the meta tags are read and the health check has ended.

export let resolveStarted;
export const whenStarted = new Promise((resolve) => (resolveStarted = resolve));
