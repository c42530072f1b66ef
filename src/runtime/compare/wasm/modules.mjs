// WebAssembly: compile, instantiate, memories, tables, errors.
import help from '../help.cjs';
// (module (import "e" "log" (func (param i32))) (memory (export "m") 1) (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add) (func (export "run") i32.const 7 call 0) (func (export "trap") unreachable))
const bytes = Uint8Array.from(
	Buffer.from(
		'0061736d0100000001 0e03 60017f00 60027f7f017f 600000 0209 01 01 65 03 6c6f67 00 00 0304 03 01 02 02 0503 01 00 01 0718 04 01 6d 02 00 03 616464 00 01 03 72756e 00 02 04 74726170 00 03 0a14 03 07 00 20002001 6a 0b 06 00 4107 1000 0b 03 00 00 0b'.replaceAll(
			' ',
			''
		),
		'hex'
	)
);
console.log(WebAssembly.validate(bytes), WebAssembly.validate(Uint8Array.of(0)));
const module = new WebAssembly.Module(bytes);
console.log(
	WebAssembly.Module.exports(module),
	WebAssembly.Module.imports(module),
	WebAssembly.Module.customSections(module, 'name').length
);
const seen = [];
const { instance } = await WebAssembly.instantiate(bytes, { e: { log: (n) => seen.push(n) } });
console.log(
	instance.exports.add(2, 3),
	instance.exports.add(2 ** 31 - 1, 1),
	instance.exports.run(),
	seen,
	instance.exports.m.buffer.byteLength,
	instance.exports.m.grow(1),
	instance.exports.m.buffer.byteLength
);
await help.attemptLater('trap', () => instance.exports.trap());
await help.attemptLater('no import', () => WebAssembly.instantiate(module));
await help.attemptLater('import kind', () => WebAssembly.instantiate(module, { e: { log: 5 } }));
await help.attemptLater('rubbish', () =>
	WebAssembly.compile(Uint8Array.of(0, 1, 2, 3)).catch((error) => [
		error.name,
		error instanceof WebAssembly.CompileError
	])
);
const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
await help.attemptLater('grow', () => memory.grow(5));
const table = new WebAssembly.Table({ initial: 2, element: 'anyfunc' });
table.set(0, instance.exports.add);
console.log(
	table.get(0)(1, 1),
	table.get(1),
	table.length,
	new WebAssembly.Global({ value: 'i32', mutable: true }, 5).value
);
await help.attemptLater('streaming', async () =>
	(
		await WebAssembly.instantiateStreaming(
			new Response(bytes, { headers: { 'content-type': 'application/wasm' } }),
			{ e: { log() {} } }
		)
	).instance.exports.add(4, 4)
);
await help.attemptLater('streaming type', async () => WebAssembly.compileStreaming(new Response(bytes)));
console.log(
	structuredClone(module) instanceof WebAssembly.Module,
	Object.prototype.toString.call(module),
	String(WebAssembly)
);
