const { builtinModules, isBuiltin } = require('node:module');
for (const id of builtinModules) {
	try {
		console.log(id, Object.keys(require(id)).length > 0);
	} catch (error) {
		console.log(id, error.code, error.message);
	}
}
console.log(isBuiltin('node:test'), isBuiltin('wss'));
