/** What this browser keeps, for the settings: loaded when they are opened. */
export { dropKept, measureKept, type KeptKind, type KeptThing } from '#store/kept.ts';
