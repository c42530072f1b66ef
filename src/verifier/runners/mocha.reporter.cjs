// A mocha reporter: results to the sealed file, readable lines to stdout.
const { write, watch, say } = require('./seal.cjs');
const mocha = require(require.resolve('mocha', { paths: [process.cwd()] }));
for (const name of ['Runner', 'Runnable', 'Suite', 'Test', 'Hook'])
	watch(`mocha.${name}.prototype`, mocha[name]?.prototype);
const numbers = new Map();
const [has, get, set] = ['has', 'get', 'set'].map(
	(name) =>
		(...given) =>
			Reflect.apply(Map.prototype[name], numbers, given)
);
let its = null;

function titleOf(test) {
	const title = [test.title];
	for (let suite = test.parent; suite && !suite.root; suite = suite.parent) title.unshift(suite.title);
	return title;
}

module.exports = function reporter(runner) {
	// Whoever else calls this is not mocha.
	if (its !== null && its !== runner) return write({ forged: 'a second runner' });
	its = runner;
	const tell = (test, status, error) => {
		if (!has(test)) set(test, numbers.size + 1);
		const title = titleOf(test);
		const message = error ? String(error.message || error).slice(0, 2000) : undefined;
		write({ n: get(test), title, status, duration: test.duration, message });
		const mark = status === 'passed' ? 'ok' : status === 'failed' ? 'not ok' : 'skipped';
		say(`${mark} ${title.join(' > ')}${message ? `\n  ${message}` : ''}\n`);
	};
	runner.on('pass', (test) => tell(test, 'passed'));
	runner.on('fail', (test, error) => tell(test, 'failed', error));
	runner.on('pending', (test) => tell(test, 'skipped'));
};
