console.log(
	require('./lib-a.cjs'),
	require('./lib-data.json'),
	module.id,
	module.children.length,
	require.main === module,
	require.resolve('./lib-b.cjs'),
	__filename
);
console.log(
	this === module.exports,
	typeof require.extensions['.js'],
	Object.keys(require.cache).length,
	arguments.length,
	require('./lib-live.mjs')
);
delete require.cache[require.resolve('./lib-data.json')];
console.log(require('./lib-data.json'), module.paths[0], require('module').wrap('x'));
