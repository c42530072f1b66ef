'use strict';

/** A project's file: {"plug-in": {options}, "set": {"plug-in:path.to.option": value}} */
function loadProject(registry, text) {
	const { set = {}, ...plugins } = JSON.parse(text);
	for (const [name, options] of Object.entries(plugins)) registry.configure(name, options);
	for (const [address, value] of Object.entries(set)) {
		const colon = address.indexOf(':');
		registry.set(address.slice(0, colon), address.slice(colon + 1), value);
	}
}

module.exports = { loadProject };
