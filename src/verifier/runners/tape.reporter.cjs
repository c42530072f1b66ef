// Preloaded into a tape suite: results to the file in TABGYM_RESULTS, readable lines to stdout.
const fs = require('fs');
const results = fs.openSync(process.env.TABGYM_RESULTS, 'w');
delete process.env.TABGYM_RESULTS;
const write = fs.writeSync;
const stringify = JSON.stringify;
// Some suites know tape under the name tap.
const name = fs.existsSync('node_modules/tape') ? 'tape' : 'tap';
const tape = require(require.resolve(name, { paths: [process.cwd()] }));

const open = new Map();

function record(test) {
	write(results, stringify(test) + '\n');
}

function describe(row) {
	const text = `${row.name}: expected ${stringify(row.expected)}, got ${stringify(row.actual)} (${row.operator})`;
	return text.slice(0, 2000);
}

function onRow(row) {
	if (row.type === 'test') {
		const above = open.get(row.parent);
		const title = above ? [...above.title, row.name] : [row.name];
		// Until its end is seen, it failed: the process may die in it.
		const test = { n: row.id, title, status: 'failed', message: 'the test did not end' };
		open.set(row.id, { ...test, status: 'passed', message: undefined });
		record(test);
		write(1, `# ${title.join(' > ')}\n`);
	} else if (row.type === 'assert') {
		const test = open.get(row.test);
		const holds = row.ok || row.todo || row.skip;
		write(1, `${row.ok ? 'ok' : 'not ok'} ${row.name}\n`);
		if (!test || holds) return;
		test.status = 'failed';
		test.message ??= describe(row);
	} else if (row.type === 'end') {
		const test = open.get(row.test);
		if (test) record(test);
	}
}

tape.createStream({ objectMode: true }).on('data', onRow);
