/** What a person watches a run with. Kept in this browser, never part of a run. */

/** Pauses a live run where its expression becomes true. */
export type Breakpoint = { id: string; expression: string; enabled: boolean };
/** Shown at every moment of a run. */
export type Watch = { id: string; expression: string };
