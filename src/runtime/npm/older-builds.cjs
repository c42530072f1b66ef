/** Which older version of a package with native code was published as WebAssembly too. */
'use strict';
const semver = require('semver');

/**
 * @typedef {Record<string, string>} Ranges by name
 * @typedef {{dependencies?: Ranges, optionalDependencies?: Ranges, peerDependencies?: Ranges, devDependencies?: Ranges}} Asks
 * @typedef {Asks & {version: string, hasInstallScript?: boolean}} Entry of npm's hidden lock file
 * @typedef {Asks & {version: string, bin?: string | Record<string, string>, name?: string, deprecated?: string, tabgymTwinOf?: string}} Manifest
 */

/** Where `name` is found from `place`, a package or "" = the project. @param {Set<string>} places @param {string} place @param {string} name */
function found(places, place, name) {
	for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
		const candidate = `${at ? `${at}/` : ''}node_modules/${name}`;
		if (places.has(candidate)) return candidate;
		if (at === '') return null;
	}
}

/**
 * What everybody who gets the package at `place` asks for.
 * @param {[place: string, entry: Entry][]} entries @param {Asks} root @param {string} place @returns {string[]}
 */
function rangesOf(entries, root, place) {
	const places = new Set(entries.map(([at]) => at));
	const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
	/** @type {[string, Asks][]} */
	const all = [['', root], ...entries];
	return all.flatMap(([from, asks]) => {
		const dev = from === '' ? asks.devDependencies : undefined;
		const lists = [asks.dependencies, asks.optionalDependencies, asks.peerDependencies, dev];
		const ranges = lists.flatMap((list) => (list && Object.hasOwn(list, name) ? [list[name] ?? ''] : []));
		return ranges.length > 0 && found(places, from, name) === place ? ranges : [];
	});
}

/** The build among optional dependencies. @param {Manifest} manifest @returns {Ranges} */
function buildOf({ optionalDependencies = {} }) {
	return Object.fromEntries(Object.entries(optionalDependencies).filter(([name]) => name.includes('wasm32')));
}

/**
 * @param {{versions: Record<string, Manifest>, version: string, ranges: string[]}} wanted what there is, what is installed, what is allowed
 * @returns {{version: string, build: Ranges} | null} null = there is none
 */
function olderBuild({ versions, version, ranges }) {
	const older = Object.keys(versions).filter(
		(candidate) =>
			semver.lt(candidate, version) &&
			ranges.every((range) => semver.satisfies(candidate, range)) &&
			!versions[candidate]?.deprecated
	);
	for (const candidate of semver.rsort(older)) {
		const build = buildOf(/** @type {Manifest} */ (versions[candidate]));
		if (Object.keys(build).length > 0) return { version: candidate, build };
	}
	return null;
}

module.exports = { olderBuild, rangesOf };
