// Loads the repository's own modules anew for every check, from compiled functions that are kept; what lies in
// node_modules is loaded once, by Node itself.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { createRequire, isBuiltin } = require('node:module');

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname', '$hit', '$fuel', '$probe'];

exports.Modules = class Modules {
	#root;
	#replaced;
	#hooks;
	#texts = new Map();
	#compiled = new Map();
	#resolved = new Map();
	#requires = new Map();
	/** Path -> text that stands for the file's own during one check. */
	#changed = new Map();
	/** The last such text, compiled: it is checked against many test files. */
	#latest = { text: '', file: '', compiled: undefined };
	#instances = new Map();

	/**
	 * `replaced`: what these module names give instead. `hooks`: `hit`, `fuel` and `probe`, which instrumented text calls; `loading`, which
	 * hears of each own file before it runs.
	 */
	constructor(root, { sources, replaced, hooks }) {
		this.#root = root;
		this.#replaced = replaced;
		this.#hooks = hooks;
		for (const [name, text] of Object.entries(sources)) this.#texts.set(path.join(root, name), text);
	}

	/** Forgets what was loaded. `changed`: name -> text. */
	reset(changed) {
		this.#instances = new Map();
		this.#changed = new Map(changed.map(([name, text]) => [path.join(this.#root, name), text]));
	}

	load(name) {
		return this.#load(path.resolve(this.#root, name)).exports;
	}

	#load(file) {
		const known = this.#instances.get(file);
		if (known) return known;
		const module = {
			exports: {},
			id: file,
			filename: file,
			loaded: false,
			children: [],
			paths: [],
			parent: null
		};
		this.#instances.set(file, module);
		this.#hooks.loading?.(path.relative(this.#root, file));
		module.require = this.#requireFrom(file);
		if (file.endsWith('.json')) module.exports = JSON.parse(this.#text(file));
		else {
			const { hit, fuel, probe } = this.#hooks;
			const { exports } = module;
			this.#function(file).call(
				exports,
				exports,
				module.require,
				module,
				file,
				path.dirname(file),
				hit,
				fuel,
				probe
			);
		}
		module.loaded = true;
		return module;
	}

	#text(file) {
		if (!this.#texts.has(file)) this.#texts.set(file, fs.readFileSync(file, 'utf8'));
		return this.#texts.get(file);
	}

	#function(file) {
		const changed = this.#changed.get(file);
		if (changed !== undefined) {
			if (this.#latest.text !== changed || this.#latest.file !== file)
				this.#latest = { text: changed, file, compiled: compile(changed, file) };
			return this.#latest.compiled;
		}
		if (!this.#compiled.has(file)) this.#compiled.set(file, compile(this.#text(file), file));
		return this.#compiled.get(file);
	}

	#requireFrom(file) {
		const known = this.#requires.get(file);
		if (known) return known;
		const real = createRequire(file);
		const require = (name) => {
			if (this.#replaced.has(name)) return this.#replaced.get(name);
			if (isBuiltin(name)) return real(name);
			const target = this.#resolve(real, file, name);
			return this.#isOwn(target) ? this.#load(target).exports : real(target);
		};
		require.resolve = real.resolve;
		require.cache = {};
		require.extensions = real.extensions;
		require.main = undefined;
		this.#requires.set(file, require);
		return require;
	}

	#resolve(real, file, name) {
		const key = `${file}\n${name}`;
		if (!this.#resolved.has(key)) this.#resolved.set(key, real.resolve(name));
		return this.#resolved.get(key);
	}

	#isOwn(target) {
		const below = path.relative(this.#root, target);
		return (
			!below.startsWith('..') &&
			!below.split(path.sep).includes('node_modules') &&
			/\.(c?js|json)$/.test(below)
		);
	}
};

function compile(text, filename) {
	return vm.compileFunction(text.replace(/^#!.*/, ''), PARAMETERS, { filename });
}
