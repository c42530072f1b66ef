/** A draft from two published versions of a package that ship their tests. */
import { join } from 'node:path';
import pacote from 'pacote';
import { configuredRegistry, packageTree, root, sameFile } from '../packs/sources.mjs';
import { belongsToTests, detectTests, manifestOf, neededPackages } from './detect.mjs';
import { Refusal, taskId } from './draft.mjs';

/** @param {string} name @param {string} version @returns {Promise<string>} sha512-... */
async function integrityOf(name, version) {
	try {
		const manifest = await pacote.manifest(`${name}@${version}`, {
			registry: configuredRegistry(),
			cache: join(root, '.cache', 'pacote')
		});
		if (manifest.version !== version) throw new Error('no such version');
		const integrity = String(manifest._integrity ?? '');
		if (integrity.startsWith('sha512-')) return integrity;
		const tarball = await pacote.tarball(`${name}@${version}`, { registry: configuredRegistry() });
		return String(tarball.integrity);
	} catch (error) {
		const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
		throw new Refusal(`Cannot get ${name}@${version}: ${reason}`);
	}
}

/** @param {string} name @param {string} base @param {string} fix @returns {Promise<import('./draft.mjs').Draft>} */
export async function draftOfVersions(name, base, fix) {
	const integrity = { base: await integrityOf(name, base), fix: await integrityOf(name, fix) };
	const before = await packageTree(name, base, integrity.base);
	const after = await packageTree(name, fix, integrity.fix);
	const what = `${name}@${fix}`;
	const { runner, command, testFiles } = detectTests(after, what);
	const isTest = (/** @type {string} */ path) => belongsToTests(path) || testFiles.includes(path);
	const { license = 'unknown', description } = manifestOf(after, what);
	return {
		id: taskId(name, base),
		title: `Tests of ${name} ${base} fail`,
		statement: `${name} ${base}${description ? ` (${description})` : ''} does not do what the tests of ${fix} expect of it. Make them pass without changing them.\n`,
		runner,
		command,
		testFiles,
		dependencies: neededPackages([before, after], runner, what),
		tags: [],
		difficulty: 3,
		license: typeof license === 'string' ? license : 'unknown',
		source: {
			npm: name,
			base,
			fix,
			integrity,
			copy: [...after.keys()]
				.filter((path) => isTest(path) && !sameFile(after.get(path), before.get(path)))
				.sort(),
			remove: [...before.keys()].filter((path) => isTest(path) && !after.has(path)).sort()
		}
	};
}
