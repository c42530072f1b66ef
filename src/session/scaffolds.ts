/** Prompts and tools as files, for the settings. */
export { formatScaffold, readScaffold, scaffolds, type Scaffold } from '#agent/scaffold.ts';
