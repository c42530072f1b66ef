// module.register, registerHooks, and what hooks change.
import { registerHooks } from 'node:module';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import help from '../help.cjs';
const hooks = registerHooks({
	resolve(specifier, context, next) {
		if (specifier === 'virtual:one') return { url: 'virtual:one', format: 'module', shortCircuit: true };
		if (specifier === 'renamed') return next('node:path', context);
		return next(specifier, context);
	},
	load(url, context, next) {
		if (url === 'virtual:one')
			return { format: 'module', source: 'export default "from nowhere"', shortCircuit: true };
		const result = next(url, context);
		if (url.endsWith('changed.cjs'))
			return { ...result, source: String(result.source).replace('before', 'after') };
		return result;
	}
});
const folder = help.tree({
	'changed.cjs': 'module.exports = "before"',
	'preload.cjs': 'console.log("preloaded"); globalThis.early = 1;',
	'main.cjs': 'console.log("main", globalThis.early);'
});
console.log(
	(await import('virtual:one')).default,
	(await import('renamed')).sep,
	(await import(path.join(folder, 'changed.cjs'))).default
);
hooks.deregister();
await help.attemptLater('after', () => import('virtual:two'));
const run = (...args) => {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
	console.log(args, status, stdout.replaceAll(folder, '<folder>').split('\n').filter(Boolean).sort(), stderr);
};
run('--require', './preload.cjs', 'main.cjs');
run('--import', './preload.cjs', 'main.cjs');
run('-r', './preload.cjs', '-e', 'console.log("eval", early)');
run(
	'--input-type=module',
	'-e',
	'import fs from "fs"; console.log(typeof fs.readFileSync, typeof require, import.meta.url)'
);
run('-p', '[1, 2].map((n) => n * 2)');
run('--input-type=commonjs', '-p', 'typeof require');
