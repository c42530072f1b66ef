// With types transformed, a place is that of the file as it was written.
const { spawnSync } = require('node:child_process');
const { tree } = require('../help.cjs');
const folder = tree({
	'sites.ts':
		"const { getCallSites } = require('node:util');\n\ninterface A {\n\tb: string;\n}\nenum C {\n\tD\n}\nconst [site] = getCallSites(1);\nconsole.log(C.D, site.lineNumber, site.columnNumber, process.execArgv);\n"
});
for (const options of [
	['--experimental-transform-types'],
	['--experimental-transform-types', '--no-enable-source-maps']
]) {
	const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ...options, 'sites.ts'], {
		cwd: folder,
		encoding: 'utf8'
	});
	console.log(stdout, stderr);
}
