// node: --experimental-vm-modules --no-warnings
// SourceTextModule and SyntheticModule: linking, evaluating, errors, import().
import vm from 'node:vm';
import help from '../help.cjs';
const context = vm.createContext({ log: [], console });
const sources = {
	a: 'import { b } from "b"; import json from "data"; export const a = b + json.n; export default "default"; log.push("a");',
	b: 'export let b = 1; export function grow() { b++ } log.push("b");'
};
const made = new Map();
const get = (name) => {
	if (!made.has(name))
		made.set(
			name,
			name === 'data'
				? new vm.SyntheticModule(
						['default'],
						function () {
							this.setExport('default', { n: 10 });
						},
						{ context, identifier: 'data' }
					)
				: new vm.SourceTextModule(sources[name], {
						context,
						identifier: name,
						initializeImportMeta: (meta, module) => (meta.from = module.identifier)
					})
		);
	return made.get(name);
};
const module = get('a');
console.log(
	module.status,
	module.dependencySpecifiers,
	module.identifier,
	Object.prototype.toString.call(module)
);
const asked = [];
await module.link(
	async (specifier, from, { attributes }) => (
		asked.push([specifier, from.identifier, { ...attributes }]),
		get(specifier)
	)
);
console.log(module.status, asked);
console.log(await module.evaluate(), module.status, { ...module.namespace }, context.log);
get('b').namespace.grow();
console.log(get('b').namespace.b, module.namespace[Symbol.toStringTag]);
const failing = new vm.SourceTextModule('throw new Error("while evaluating")', { context });
await failing.link(() => {});
await help.attemptLater('evaluate', () => failing.evaluate());
console.log(failing.status, failing.error.message);
await help.attemptLater('syntax', () => new vm.SourceTextModule('import {'));
await help.attemptLater('missing export', async () => {
	const m = new vm.SourceTextModule('import { no } from "b"', { context });
	await m.link(get);
});
await help.attemptLater('not linked', () => new vm.SourceTextModule('1').evaluate());
await help.attemptLater('linker', async () =>
	new vm.SourceTextModule('import "x"').link(() => {
		throw new Error('no such module');
	})
);
await help.attemptLater('other context', async () => {
	const m = new vm.SourceTextModule('import "b"');
	await m.link(get);
});
await help.attemptLater('namespace', () => new vm.SourceTextModule('1').namespace);
const meta = new vm.SourceTextModule(
	'export const from = import.meta.from; export const awaited = await Promise.resolve(5);',
	{ identifier: 'meta', initializeImportMeta: (meta) => (meta.from = 'given') }
);
await meta.link(() => {});
await meta.evaluate();
console.log({ ...meta.namespace });
const dynamic = new vm.Script('import("thing")', {
	importModuleDynamically: async (specifier) => {
		const m = new vm.SyntheticModule(['x'], function () {
			this.setExport('x', specifier);
		});
		await m.link(() => {});
		await m.evaluate();
		return m;
	}
});
console.log({ ...(await dynamic.runInThisContext()) });
const usual = new vm.Script('import("node:path")', {
	importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
});
console.log((await usual.runInThisContext()).sep);
await help.attemptLater('no import', () => new vm.Script('import("node:path")').runInThisContext());
