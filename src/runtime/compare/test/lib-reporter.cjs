// The whole output of a reporter, without its times.
const { spawnSync } = require('node:child_process');

module.exports = (reporter) => {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--test', `--test-reporter=${reporter}`, 'lib-suite.cjs'],
		{
			cwd: __dirname,
			encoding: 'utf8',
			env: { ...process.env, NODE_TEST_CONTEXT: undefined, FORCE_COLOR: undefined }
		}
	);
	const clean = (text) =>
		text
			.replaceAll(__dirname, '<dir>')
			.replace(/\(\d+\.?\d*ms\)/g, '(<ms>)')
			.replace(/duration_ms:? \d+\.?\d*/g, 'duration_ms <ms>')
			.replace(/time="\d+\.?\d*"/g, 'time="<s>"')
			.replace(/hostname="[^"]*"/g, 'hostname="<host>"')
			.split('\n')
			.filter(
				(line) => !/^\s*(at )?.*\(?node:(internal|timers|async)/.test(line) && !/<anonymous>/.test(line)
			)
			.join('\n');
	console.log(status);
	console.log(clean(stdout));
	console.log(clean(stderr));
};
