// Preloaded into a tape suite: results to the sealed file, readable lines to stdout.
const { write, watch, say } = require('./seal.cjs');
const fs = require('fs');
const { stringify } = JSON;
// Some suites know tape under the name tap.
const name = fs.existsSync('node_modules/tape') ? 'tape' : 'tap';
const tape = require(require.resolve(name, { paths: [process.cwd()] }));

watch('tape', tape);
watch('tape.Test.prototype', tape.Test?.prototype);

const open = new Map();
const { get, set } = Map.prototype;
const testOf = (id) => Reflect.apply(get, open, [id]);

function describe(row) {
	const text = `${row.name}: expected ${stringify(row.expected)}, got ${stringify(row.actual)} (${row.operator})`;
	return text.slice(0, 2000);
}

function onRow(row) {
	if (row.type === 'test') {
		const above = testOf(row.parent);
		const title = above ? [...above.title, row.name] : [row.name];
		// Until its end is seen, it failed: the process may die in it.
		const test = { n: row.id, title, status: 'failed', message: 'the test did not end' };
		Reflect.apply(set, open, [row.id, { ...test, status: 'passed', message: undefined }]);
		write(test);
		say(`# ${title.join(' > ')}\n`);
	} else if (row.type === 'assert') {
		const test = testOf(row.test);
		const holds = row.ok || row.todo || row.skip;
		say(`${row.ok ? 'ok' : 'not ok'} ${row.name}\n`);
		if (!test || holds) return;
		test.status = 'failed';
		test.message ??= describe(row);
	} else if (row.type === 'end') {
		const test = testOf(row.test);
		if (test) write(test);
	}
}

tape.createStream({ objectMode: true }).on('data', onRow);
