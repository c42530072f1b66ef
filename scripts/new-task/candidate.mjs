/** A draft from an entry of a candidates file: pairs of versions that were checked on native Node. */
import { existsSync, readFileSync } from 'node:fs';
import { Refusal, taskId } from './draft.mjs';

/** Runners of a candidates file that write what one of ours understands. @type {Record<string, import('./draft.mjs').Draft['runner']>} */
const runners = {
	tape: 'tape',
	mocha: 'mocha',
	'node:test': 'node-test',
	'node-test': 'node-test',
	nodeunit: 'nodeunit',
	node: 'plain',
	plain: 'plain'
};

/** @param {string} file @param {string} id @returns {import('./draft.mjs').Draft} */
export function draftOfCandidate(file, id) {
	const entry = entriesOf(file).find((/** @type {any} */ candidate) => candidate?.id === id);
	if (!entry) throw new Refusal(`There is no candidate "${id}" in ${file}`);
	const { tarballs, test_overlay: overlay } = entry;
	for (const field of ['package', 'base', 'fix', 'test_command', 'test_files', 'dev_deps', 'description'])
		if (entry[field] === undefined) throw new Refusal(`Candidate "${id}" of ${file} has no field "${field}"`);
	for (const side of ['base', 'fix'])
		if (!tarballs?.[side]?.integrity?.startsWith?.('sha512-'))
			throw new Refusal(
				`Candidate "${id}" of ${file} has no integrity hash (sha512-...) of its ${side} tarball`
			);
	const runner = runnerOf(entry);
	return {
		id: taskId(entry.package, entry.base),
		title: titleOf(entry.description),
		statement: `${entry.description}\n`,
		runner,
		command: commandOf(entry.test_command),
		testFiles: entry.test_files,
		dependencies: entry.dev_deps,
		tags: entry.kind ? [entry.kind] : [],
		difficulty: entry.difficulty ?? 3,
		license: String(entry.license ?? 'unknown').replace(/ \(.*\)$/, ''),
		source: {
			npm: entry.package,
			base: entry.base,
			fix: entry.fix,
			integrity: { base: tarballs.base.integrity, fix: tarballs.fix.integrity },
			copy: overlay?.copy_from_fix ?? [],
			remove: overlay?.remove ?? []
		}
	};
}

/** @param {string} file */
function entriesOf(file) {
	if (!existsSync(file)) throw new Refusal(`There is no candidates file ${file}`);
	try {
		const content = JSON.parse(readFileSync(file, 'utf8'));
		if (Array.isArray(content)) return content;
	} catch (error) {
		throw new Refusal(
			`Cannot read ${file}: it is not JSON (${error instanceof Error ? error.message : error})`
		);
	}
	throw new Refusal(`Cannot read ${file}: it should hold a list of candidates`);
}

/** @param {any} entry @returns {import('./draft.mjs').Draft['runner']} */
function runnerOf({ id, runner, dev_deps: dependencies }) {
	const stands = /^npm:tape@/.test(dependencies['tap'] ?? '') ? 'tape' : runner;
	const known = runners[stands];
	if (!known)
		throw new Refusal(
			`Cannot make a task of "${id}": its tests need the runner "${runner}", and Tabgym knows ${[...new Set(Object.values(runners))].join(', ')}`
		);
	return known;
}

/** The command of one file, from those of all. @param {string} command */
function commandOf(command) {
	const [first = ''] = command.split(' && ');
	const words = first
		.replace(/ --reporter json/, '')
		.replace(/ --timeout \d+/, ' --timeout 4000')
		.replace(/ --test-reporter=\S+/, '')
		.replace(/ --test(?= )/, '')
		.split(' ');
	while (words.length > 1 && /\.[cm]?js$/.test(words.at(-1) ?? '')) words.pop();
	return `${words.join(' ')} {file}`;
}

/** The first clause. @param {string} description */
function titleOf(description) {
	const [first = ''] = description.split(/(?<=\w{3})[.;:] /);
	return first.length <= 90 ? first.replace(/\.$/, '') : `${first.slice(0, 88).replace(/\s+\S*$/, '')} …`;
}
