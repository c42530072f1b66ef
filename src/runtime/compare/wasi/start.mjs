// A module written by hand: prints its arguments and an input, and ends with a code.
import { createRequire } from 'node:module';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WASI } from 'node:wasi';

const { attempt, tree } = createRequire(import.meta.url)('../help.cjs');

const text = (value) => [value.length, ...Buffer.from(value)];
const section = (id, ...parts) => [id, parts.flat(9).length + 1, parts.length, ...parts.flat(9)];
const I32 = 0x7f;
const type = (parameters, results) => [
	0x60,
	parameters,
	...Array(parameters).fill(I32),
	results,
	...Array(results).fill(I32)
];
const number = (value) => [0x41, value];
const call = (index) => [0x10, index];

/** Reads up to 16 bytes from 0 and writes them to 1, then ends with the code. */
function moduleOf(from, code) {
	const body = [
		...[...number(0), ...number(0), ...number(1), ...number(8), ...call(0), 0x1a],
		// The length of what was read is the length of what is written.
		...[...number(4), ...number(8), 0x28, 2, 0, 0x36, 2, 0],
		...[...number(1), ...number(0), ...number(1), ...number(8), ...call(1), 0x1a],
		...(code === null ? [] : [...number(code), ...call(2)]),
		0x0b
	];
	return new Uint8Array([
		...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
		...section(1, type(4, 1), type(1, 0), type(0, 0)),
		...section(
			2,
			[text(from), text('fd_read'), 0, 0],
			[text(from), text('fd_write'), 0, 0],
			[text(from), text('proc_exit'), 0, 1]
		),
		...section(3, 2),
		...section(5, [0, 1]),
		...section(7, [text('memory'), 2, 0], [text('_start'), 0, 3]),
		...section(10, [body.length + 1, 0, ...body]),
		...section(11, [0, ...number(0), 0x0b, text('\x20\0\0\0\x10\0\0\0')])
	]);
}

async function run(options, code) {
	const wasi = new WASI({ version: 'preview1', ...options });
	const imports = wasi.getImportObject();
	const module = await WebAssembly.compile(moduleOf(Object.keys(imports)[0], code));
	const instance = await WebAssembly.instantiate(module, imports);
	return [wasi, instance];
}

const folder = tree({ input: 'from a file\n' });
const stdin = () => openSync(join(folder, 'input'), 'r');
const output = openSync(join(folder, 'output'), 'w');
for (const code of [null, 0, 7]) {
	const [wasi, instance] = await run({ stdin: stdin() }, code);
	attempt(`ends with ${code}`, () => wasi.start(instance));
	attempt('again', () => wasi.start(instance));
}
const [unstable, old] = await run({ version: 'unstable', stdin: stdin(), stdout: output }, 3);
attempt('unstable', () => [unstable.start(old), readFileSync(join(folder, 'output'), 'utf8')]);
const [reactor, instance] = await run({ stdin: stdin() }, null);
attempt('initialize with _start', () => reactor.initialize(instance));
for (const exports of [{}, { memory: {} }, { memory: new WebAssembly.Memory({ initial: 1 }), _start: 1 }])
	attempt('wrong exports', () => new WASI({ version: 'preview1' }).start({ exports }));
for (const options of [
	{},
	{ version: 'x' },
	{ version: 'preview1', args: 1 },
	{ version: 'preview1', preopens: { '/x': '/no/such' } }
])
	attempt('wrong options', () => new WASI(options));
const [last, ending] = await run({ stdin: stdin(), returnOnExit: false }, 9);
process.on('exit', () => console.log('not heard'));
last.start(ending);
console.log('not reached');
