// A node:test reporter: results to the sealed file, readable lines to stdout.
// https://nodejs.org/api/test.html#custom-reporters
const { write, watch } = require('./seal.cjs');
watch('node:test', require('node:test'));

module.exports = async function* reporter(source) {
	const path = [];
	let n = 0;
	for await (const { type, data } of source) {
		if (type === 'test:start') path[data.nesting] = data.name;
		if (type !== 'test:pass' && type !== 'test:fail') continue;
		if (data.details.type === 'suite') continue;
		const title = [...path.slice(0, data.nesting), data.name];
		const set = data.skip !== undefined || data.todo !== undefined;
		const status = set ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
		const error = data.details.error;
		const message = error ? String((error.cause ?? error).message ?? error).slice(0, 2000) : undefined;
		write({ n: ++n, title, status, duration: data.details.duration_ms, message });
		yield `${type === 'test:pass' ? 'ok' : 'not ok'} ${title.join(' > ')}${message ? `\n  ${message}` : ''}\n`;
	}
};
