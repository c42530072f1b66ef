// The table of the test runner.
const { spawnSync } = require('node:child_process');
delete process.env.NODE_TEST_CONTEXT;
for (const isolation of ['process', 'none']) {
	const { stdout, status } = spawnSync(
		process.execPath,
		[
			'--test',
			'--experimental-test-coverage',
			'--experimental-test-isolation=' + isolation,
			'--test-reporter=tap',
			'lib-suite.cjs'
		],
		{ encoding: 'utf8' }
	);
	console.log(status);
	console.log(stdout.slice(stdout.indexOf('# start of coverage report')));
}
