/**
 * A task that is being made: what every source (a candidates file, two versions on npm, a pull request, two folders) comes down to.
 *
 * @typedef {object} Draft
 * @property {string} id
 * @property {string} title
 * @property {string} statement
 * @property {import('#model/task.ts').Runner} runner
 * @property {string} command with "{file}" as its last word
 * @property {string[]} testFiles
 * @property {Record<string, string>} dependencies what the suite needs, exact versions or ranges
 * @property {string[]} tags
 * @property {number} difficulty 1 to 5
 * @property {string} license
 * @property {NpmSource | OwnSource} source
 *
 * @typedef {{npm: string, base: string, fix: string, integrity: {base: string, fix: string}, copy: string[], remove: string[]}} NpmSource
 * @typedef {{own: {base: import('../packs/sources.mjs').Tree, tests: import('../packs/sources.mjs').Tree, gold: string}}} OwnSource
 */

/** Milliseconds for one test file. */
const TEST_TIMEOUT = 10_000;

/** A mistake of the user's, in one sentence. */
export class Refusal extends Error {}

/** @param {Draft} draft @param {string | null} environment what task.yaml says */
export function taskYaml(draft, environment) {
	const { source } = draft;
	return {
		id: draft.id,
		title: draft.title,
		source:
			'npm' in source
				? {
						npm: source.npm,
						base: source.base,
						fix: source.fix,
						integrity: source.integrity,
						tests: { copy: source.copy, remove: source.remove }
					}
				: { own: true },
		environment,
		runner: draft.runner,
		test_command: draft.command,
		test_files: draft.testFiles,
		tests: 'visible',
		tags: draft.tags,
		difficulty: draft.difficulty,
		limits: { steps: 60, test_timeout: TEST_TIMEOUT, time: 600_000 },
		license: draft.license
	};
}

/** @param {string} name of a package @param {string} version */
export const taskId = (name, version) => `${name.replace(/^@/, '').replace('/', '-')}-${version}`;
