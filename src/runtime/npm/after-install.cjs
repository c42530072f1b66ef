/**
 * Run by node in the sandbox after npm changed what is installed in the folder that is its argument: see README.md.
 * It lies in npm's own folder, so that npm's packages are at hand.
 */
'use strict';
const {
	chmodSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync
} = require('node:fs');
const { join, dirname } = require('node:path');
const { olderBuild, rangesOf } = require('./older-builds.cjs');
const { replaced, beside } = require('./twins.json');

/**
 * @typedef {import('./older-builds.cjs').Entry} Entry
 * @typedef {import('./older-builds.cjs').Manifest} Manifest
 */
const [, , prefix = '.'] = process.argv;
const modules = join(prefix, 'node_modules');

/** @param {string} file @returns {any} null = it is not there */
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/** @param {string} place "node_modules/a/node_modules/@b/c" */
const nameOf = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Scripts that npm would run when it installs a package. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

/** "name@version (postinstall)". A package that lies beside node_modules is only linked there. @param {[string, Entry]} entry */
function describeScripts([place, { version }]) {
	const { name = nameOf(place), scripts = {} } = readJson(join(prefix, place, 'package.json')) ?? {};
	const wanted = INSTALL_SCRIPTS.filter((script) => script in scripts);
	// npm makes one for a package with a binding.gyp.
	return `${name}@${version} (${wanted.join(', ') || 'node-gyp'})`;
}

/** What is installed, by place. @returns {[string, Entry][]} */
function installed() {
	const { packages = {} } = readJson(join(modules, '.package-lock.json')) ?? {};
	return Object.entries(packages);
}

/** @param {[string, Entry][]} entries */
function tellScripts(entries) {
	if (process.env.npm_config_ignore_scripts === 'false') return;
	const names = entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(describeScripts);
	if (names.length === 0) return;
	process.stderr.write(
		`npm warn scripts Install scripts were not run: ${names.join(', ')}\n` +
			'npm warn scripts To run them: npm rebuild --ignore-scripts=false\n'
	);
}

/** Whether a package was to bring a native build of one platform, and none came. @param {string} place @param {Entry} entry */
function lacksNative(place, { optionalDependencies = {} }) {
	const platforms = Object.keys(optionalDependencies).filter((name) => /linux|darwin|win32/.test(name));
	return (
		platforms.length > 0 &&
		!Object.keys(optionalDependencies).some(
			(name) => existsSync(join(modules, name)) || existsSync(join(prefix, place, 'node_modules', name))
		)
	);
}

/** npm, with the settings that it has here. */
async function loadNpm() {
	const Npm = require('../lib/npm.js');
	const npm = new Npm({ argv: [] });
	await npm.load();
	return npm;
}

/** @param {string} twin @param {string} version @param {string} target a folder that is not there yet */
async function fetchTwin(twin, version, target) {
	const npm = await loadNpm();
	await require('pacote').extract(`${twin}@${version}`, target, { ...npm.flatOptions });
	return /** @type {Manifest} */ (readJson(join(target, 'package.json')));
}

/** The twin's files in place of the package's; what is nested in it stays. @param {string} place @param {string} twin */
async function replace(place, twin) {
	const folder = join(prefix, place);
	const { version, tabgymTwinOf } = /** @type {Manifest} */ (readJson(join(folder, 'package.json')));
	if (tabgymTwinOf) return;
	const fresh = join(dirname(folder), `.twin-${process.pid}`);
	const name = nameOf(place);
	const manifest = await fetchTwin(twin, version, fresh).catch((error) => {
		if (error.code !== 'ETARGET') throw error;
		return fetchTwin(twin, `${version.split('.')[0]}.x <=${version}`, fresh);
	});
	if (manifest.version !== version) tellReplaced(`${name}@${version}`, `${twin}@${manifest.version}`);
	layOver(folder, fresh, { ...manifest, name, tabgymTwinOf: twin });
}

/** @param {string} before @param {string} twin both with their versions */
function tellReplaced(before, twin) {
	process.stderr.write(`npm warn native ${before} has no WebAssembly build, ${twin} took its place\n`);
}

/** The files of `fresh` in place of those of `folder`. @param {string} folder @param {string} fresh @param {Manifest} manifest */
function layOver(folder, fresh, manifest) {
	writeFileSync(join(fresh, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
	const { bin = {} } = manifest;
	for (const path of typeof bin === 'string' ? [bin] : Object.values(bin))
		chmodSync(join(fresh, path), 0o755);
	for (const entry of readdirSync(folder))
		if (entry !== 'node_modules') rmSync(join(folder, entry), { recursive: true });
	for (const entry of readdirSync(fresh)) renameSync(join(fresh, entry), join(folder, entry));
	rmSync(fresh, { recursive: true });
}

/**
 * The newest older version that was published as WebAssembly too, with that build below it, where all that ask for the package allow it.
 * @param {[string, Entry][]} entries @param {string} place @param {Entry} entry
 */
async function bringOlder(entries, place, { version }) {
	const folder = join(prefix, place);
	const name = nameOf(place);
	const manifest = /** @type {Manifest} */ (readJson(join(folder, 'package.json')));
	if (manifest.tabgymTwinOf || manifest.name !== name) return;
	const npm = await loadNpm();
	const { versions } = await require('pacote').packument(name, { ...npm.flatOptions });
	const root = /** @type {Manifest} */ (readJson(join(prefix, 'package.json')) ?? {});
	const older = olderBuild({ versions, version, ranges: rangesOf(entries, root, place) });
	if (!older) return;
	const fresh = join(dirname(folder), `.twin-${process.pid}`);
	const found = await fetchTwin(name, older.version, fresh);
	const { dependencies = {} } = found;
	await installBelow(fresh, { dependencies, optionalDependencies: older.build }, npm.flatOptions);
	tellReplaced(`${name}@${version}`, `${name}@${older.version}`);
	rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
	layOver(folder, fresh, { ...found, tabgymTwinOf: name });
}

/**
 * npm refuses a package of another platform unless it is optional.
 * @param {string} folder @param {import('./older-builds.cjs').Asks} asks @param {object} options of npm
 */
async function installBelow(folder, asks, options) {
	const Arborist = require('@npmcli/arborist');
	const path = `${folder}-below`;
	mkdirSync(path);
	writeFileSync(join(path, 'package.json'), JSON.stringify(asks));
	await new Arborist({ ...options, path, cpu: 'wasm32', ignoreScripts: true, save: false }).reify();
	renameSync(join(path, 'node_modules'), join(folder, 'node_modules'));
	rmSync(path, { recursive: true });
}

/** @param {[string, Entry][]} entries */
async function bringTwins(entries) {
	for (const [place, entry] of entries) {
		const name = nameOf(place);
		const twin = replaced[/** @type {keyof typeof replaced} */ (name)];
		const addition = beside[/** @type {keyof typeof beside} */ (name)];
		if (!lacksNative(place, entry)) continue;
		try {
			if (twin) await replace(place, twin);
			else if (!addition) await bringOlder(entries, place, entry);
			else if (!existsSync(join(modules, addition)))
				await fetchTwin(addition, entry.version, join(modules, addition));
		} catch (error) {
			const half = join(dirname(join(prefix, place)), `.twin-${process.pid}`);
			for (const folder of [half, `${half}-below`]) rmSync(folder, { recursive: true, force: true });
			const reason = error instanceof Error ? error.message : String(error);
			process.stderr.write(
				`npm warn native ${name}@${entry.version} has native code, and its WebAssembly build ${twin ?? addition ?? name} could not be installed: ${reason.split('\n')[0]}\n`
			);
		}
	}
}

const entries = installed();
tellScripts(entries);
void bringTwins(entries);
