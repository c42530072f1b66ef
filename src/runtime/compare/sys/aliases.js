// Modules by their other names are the same ones.
const pairs = [
	['sys', 'util'],
	['path/posix', 'path'],
	['util/types', 'util', 'types'],
	['stream/promises', 'stream', 'promises'],
	['timers/promises', 'timers', 'promises'],
	['fs/promises', 'fs', 'promises'],
	['dns/promises', 'dns', 'promises'],
	['readline/promises', 'readline', 'promises'],
	['assert/strict', 'assert', 'strict'],
	['path/win32', 'path', 'win32'],
	['process', null],
	['console', null]
];
process.on('warning', ({ code }) => console.log(code));
for (const [name, other, part] of pairs)
	console.log(
		name,
		require(name) === (other === null ? globalThis[name] : part ? require(other)[part] : require(other)),
		require(name) === require(`node:${name}`)
	);
console.log(
	Object.keys(require('stream/web')).sort().join(),
	Object.keys(require('constants')).length > 100,
	require('constants').O_RDONLY
);
for (const name of Object.keys(require('stream/web')))
	if (globalThis[name] !== require('stream/web')[name]) console.log('not global', name);
console.log(
	require('module')
		.builtinModules.filter((name) => !name.startsWith('_'))
		.join()
);
