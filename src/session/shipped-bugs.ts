/** Bugs that come with the page: what the repair agent would try on each, which of it is the fix, and what the tests say of the rest. */
export const shippedBugs = (): string => new URL('training/injected-bugs.bin', document.baseURI).href;
