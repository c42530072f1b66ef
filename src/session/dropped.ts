/** What a screen needs to take in files that are dropped on it. */
export { droppedFiles } from '#repo/import/folder.ts';
