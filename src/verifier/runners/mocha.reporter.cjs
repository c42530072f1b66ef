// A mocha reporter: results to the file in TABGYM_RESULTS, readable lines to stdout.
const fs = require('fs');
const results = fs.openSync(process.env.TABGYM_RESULTS, 'w');
delete process.env.TABGYM_RESULTS;
const write = fs.writeSync;
const stringify = JSON.stringify;

const numbers = new Map();

function titleOf(test) {
	const title = [test.title];
	for (let suite = test.parent; suite && !suite.root; suite = suite.parent) title.unshift(suite.title);
	return title;
}

module.exports = function reporter(runner) {
	const tell = (test, status, error) => {
		if (!numbers.has(test)) numbers.set(test, numbers.size + 1);
		const title = titleOf(test);
		const message = error ? String(error.message || error).slice(0, 2000) : undefined;
		write(
			results,
			stringify({ n: numbers.get(test), title, status, duration: test.duration, message }) + '\n'
		);
		const mark = status === 'passed' ? 'ok' : status === 'failed' ? 'not ok' : 'skipped';
		write(1, `${mark} ${title.join(' > ')}${message ? `\n  ${message}` : ''}\n`);
	};
	runner.on('pass', (test) => tell(test, 'passed'));
	runner.on('fail', (test, error) => tell(test, 'failed', error));
	runner.on('pending', (test) => tell(test, 'skipped'));
};
