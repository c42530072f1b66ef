'use strict';
const { merge } = require('./merge.js');
const { getPath, setPath } = require('./path.js');

class Registry {
	plugins = {};

	/** @param {{name: string, defaults?: object, hooks?: Record<string, Function>}} plugin */
	register(plugin) {
		if (this.plugins[plugin.name]) throw new Error(`There is a plug-in "${plugin.name}" already`);
		this.plugins[plugin.name] = { ...plugin, options: merge({}, plugin.defaults ?? {}) };
	}

	#find(name) {
		const plugin = this.plugins[name];
		if (!plugin) throw new Error(`There is no plug-in "${name}"`);
		return plugin;
	}

	configure(name, options) {
		merge(this.#find(name).options, options);
	}

	set(name, path, value) {
		setPath(this.#find(name).options, path, value);
	}

	option(name, path) {
		return getPath(this.#find(name).options, path);
	}

	/** Calls a hook of all plug-ins that have it, in order of registration. */
	call(hook, ...args) {
		return Object.values(this.plugins).flatMap(({ hooks, options }) => (hooks?.[hook] ? [hooks[hook](options, ...args)] : []));
	}
}

module.exports = { Registry };
