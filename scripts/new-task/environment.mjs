/** The environment of a new task: one that is there already where the dependencies are the same, a new one with its lock otherwise. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm, root } from '../packs/sources.mjs';
import { Refusal } from './draft.mjs';

const shared = join(root, 'tasks', 'environments');

/** @param {Record<string, string>} dependencies */
const identity = (dependencies) => JSON.stringify(Object.entries(dependencies).sort());

/** @param {string} folder */
const dependenciesOf = (folder) =>
	JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies ?? {};

/**
 * @param {import('./draft.mjs').Draft} draft
 * @param {string} folder of the task
 * @returns {string | null} what task.yaml says
 */
export function environmentFor({ id, dependencies }, folder) {
	if (Object.keys(dependencies).length === 0) return null;
	const same = readdirSync(shared).find(
		(name) => identity(dependenciesOf(join(shared, name))) === identity(dependencies)
	);
	if (same) return same;
	const inside = dirname(folder) === dirname(shared);
	const name = inside ? nameFor(id) : './environment';
	makeEnvironment(inside ? join(shared, name) : join(folder, name), dependencies);
	return name;
}

/** "qs-6" of "qs-6.15.0", "qs-6-2" where that is another. @param {string} id */
function nameFor(id) {
	const [stem = id] = /^.*?-\d+/.exec(id) ?? [];
	for (let number = 1; ; number++) {
		const name = number === 1 ? stem : `${stem}-${number}`;
		if (!existsSync(join(shared, name))) return name;
	}
}

/** @param {string} folder @param {Record<string, string>} dependencies */
function makeEnvironment(folder, dependencies) {
	mkdirSync(folder, { recursive: true });
	const manifest = { name: 'environment', private: true, license: 'MIT', dependencies };
	writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	const done = npm(
		[
			'install',
			'--package-lock-only',
			'--ignore-scripts',
			'--omit-lockfile-registry-resolved',
			'--no-audit',
			'--no-fund',
			'--loglevel=error'
		],
		folder
	);
	if (done.status === 0) return;
	rmSync(folder, { recursive: true, force: true });
	const [reason = 'no reason given'] = done.stderr
		.split('\n')
		.filter((line) => /npm error (?!code|A complete)/.test(line));
	throw new Refusal(
		`Cannot make an environment of ${Object.entries(dependencies)
			.map(([name, version]) => `${name}@${version}`)
			.join(', ')}: ${reason.replace(/^npm error /, '')}`
	);
}
