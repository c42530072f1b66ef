/**
 * Run by node in the sandbox after npm changed what is installed in the folder that is its argument: see README.md.
 * It lies in npm's own folder, so that npm's packages are at hand.
 */
'use strict';
const {
	chmodSync,
	existsSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync
} = require('node:fs');
const { join, dirname } = require('node:path');
const { replaced, beside } = require('./twins.json');

/**
 * @typedef {{version: string, hasInstallScript?: boolean, optionalDependencies?: Record<string, string>}} Entry
 * @typedef {{version: string, bin?: string | Record<string, string>, name?: string, tabgymTwinOf?: string}} Manifest
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

/** @param {string} twin @param {string} version @param {string} target a folder that is not there yet */
async function fetchTwin(twin, version, target) {
	const Npm = require('../lib/npm.js');
	const npm = new Npm({ argv: [] });
	await npm.load();
	await require('pacote').extract(`${twin}@${version}`, target, { ...npm.flatOptions });
	const file = join(target, 'package.json');
	return { file, manifest: /** @type {Manifest} */ (readJson(file)) };
}

/** The twin's files in place of the package's; what is nested in it stays. @param {string} place @param {string} twin */
async function replace(place, twin) {
	const folder = join(prefix, place);
	const { version, tabgymTwinOf } = /** @type {Manifest} */ (readJson(join(folder, 'package.json')));
	if (tabgymTwinOf) return;
	const fresh = join(dirname(folder), `.twin-${process.pid}`);
	const name = nameOf(place);
	const { file, manifest } = await fetchTwin(twin, version, fresh).catch((error) => {
		if (error.code !== 'ETARGET') throw error;
		return fetchTwin(twin, `${version.split('.')[0]}.x <=${version}`, fresh);
	});
	if (manifest.version !== version)
		process.stderr.write(
			`npm warn native ${name}@${version} has no WebAssembly build, ${twin}@${manifest.version} took its place\n`
		);
	writeFileSync(file, `${JSON.stringify({ ...manifest, name, tabgymTwinOf: twin }, null, 2)}\n`);
	const { bin = {} } = manifest;
	for (const path of typeof bin === 'string' ? [bin] : Object.values(bin))
		chmodSync(join(fresh, path), 0o755);
	for (const entry of readdirSync(folder))
		if (entry !== 'node_modules') rmSync(join(folder, entry), { recursive: true });
	for (const entry of readdirSync(fresh)) renameSync(join(fresh, entry), join(folder, entry));
	rmSync(fresh, { recursive: true });
}

/** @param {[string, Entry][]} entries */
async function bringTwins(entries) {
	for (const [place, entry] of entries) {
		const name = nameOf(place);
		const twin = replaced[/** @type {keyof typeof replaced} */ (name)];
		const addition = beside[/** @type {keyof typeof beside} */ (name)];
		if ((!twin && !addition) || !lacksNative(place, entry)) continue;
		try {
			if (twin) await replace(place, twin);
			else if (!existsSync(join(modules, addition)))
				await fetchTwin(addition, entry.version, join(modules, addition));
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			process.stderr.write(
				`npm warn native ${name}@${entry.version} has native code, and its WebAssembly build ${twin ?? addition} could not be installed: ${reason.split('\n')[0]}\n`
			);
		}
	}
}

const entries = installed();
tellScripts(entries);
void bringTwins(entries);
