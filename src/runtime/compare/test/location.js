// Every event of a test says where the test stands.
const { join, relative } = require('node:path');
const { run } = require('node:test');

run({ files: [join(__dirname, 'fails.js')], isolation: 'none' })
	.on('test:pass', show)
	.on('test:fail', show)
	.resume();

function show({ name, file, line, column }) {
	console.log(name, file && relative(__dirname, file), line, column);
}
