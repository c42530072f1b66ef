// Warnings: forms, codes, details, flags that change them.
const { spawnSync } = require('node:child_process');
process.on('warning', (warning) => console.log(warning.name, warning.code, warning.message, warning.detail));
process.emitWarning('plain');
process.emitWarning('typed', 'OwnWarning');
process.emitWarning('coded', 'OwnWarning', 'OWN1');
process.emitWarning('by options', { type: 'T', code: 'C', detail: 'some detail' });
process.emitWarning(new RangeError('an error'));
process.emitWarning('old', 'DeprecationWarning', 'DEP_OWN');
process.emitWarning('old', 'DeprecationWarning', 'DEP_OWN');
const program =
	'process.emitWarning("first", "DeprecationWarning", "DEP9"); process.emitWarning("second", { code: "E2" }); process.emitWarning("third", "ExperimentalWarning"); process.on("warning", () => {})';
for (const flags of [
	[],
	['--no-warnings'],
	['--no-deprecation'],
	['--trace-warnings'],
	['--throw-deprecation'],
	['--disable-warning=DEP9'],
	['--disable-warning=ExperimentalWarning'],
	['--trace-deprecation'],
	['--pending-deprecation']
]) {
	const { status, stderr } = spawnSync(process.execPath, [...flags, '-e', program], { encoding: 'utf8' });
	console.log(
		flags,
		status,
		stderr
			.replace(/\(node:\d+\)/g, '(node)')
			.split('\n')
			.filter((line) => !/^\s+at /.test(line))
	);
}
for (const env of [
	{ NODE_NO_WARNINGS: '1' },
	{ NODE_OPTIONS: '--no-warnings' },
	{ NODE_PENDING_DEPRECATION: '1' }
])
	console.log(
		env,
		spawnSync(process.execPath, ['-e', program], { encoding: 'utf8', env: { ...process.env, ...env } }).stderr
			.length > 0
	);
