/** Statements 7 to 18: files. Those of what is seen when another changes them are in watching.ts. */
import { encode } from '@msgpack/msgpack';
import type { FileSystemTree } from '@webcontainer/api';
import type { Statement } from './contract.ts';
import { holds, matches, refusal, same } from './ground.ts';
import { watchingStatements } from './watching.ts';

const allBytes = Uint8Array.from({ length: 256 }, (_, at) => at);
const text = 'Grüße, 世界 😀\n';

const tree: FileSystemTree = {
	'a.txt': { file: { contents: 'a' } },
	lib: {
		directory: {
			'bin.dat': { file: { contents: allBytes } },
			empty: { directory: {} },
			link: { file: { symlink: '../a.txt' } },
			deep: { directory: { 'b.txt': { file: { contents: text } } } }
		}
	},
	node_modules: { directory: { left: { directory: { 'index.js': { file: { contents: '1' } } } } } }
};

/** 20,000 files and 200 MB. */
const MANY = { files: 20_000, bytes: 10_000 };
/** Milliseconds. */
const MOUNT_LIMIT = 20_000;

/** As a binary snapshot: that is the form for many files. */
function manyFiles(): Uint8Array {
	const contents = new Uint8Array(MANY.bytes).fill(120);
	const folders: Record<string, unknown> = {};
	for (let folder = 0; folder < 200; folder++) {
		const d: Record<string, unknown> = {};
		for (let file = 0; file < MANY.files / 200; file++) d[`f${file}.txt`] = { f: { c: contents } };
		folders[`d${folder}`] = { d };
	}
	return encode({ d: { many: { d: folders } } });
}

const roundTrips: readonly Statement[] = [
	{
		number: 7,
		who: 'every host',
		promise: 'writeFile and readFile give back bytes 0 to 255 and UTF-8, with and without an encoding',
		short: true,
		async check({ container: { fs } }) {
			await fs.writeFile('bytes', allBytes);
			same([...(await fs.readFile('bytes'))], [...allBytes], 'bytes');
			await fs.writeFile('text', text);
			same(await fs.readFile('text', 'utf8'), text, 'text');
			same(await fs.readFile('text', 'utf-8'), text, 'text');
			same(new TextDecoder().decode(await fs.readFile('text')), text, 'text as bytes');
			await fs.writeFile('latin', 'é', { encoding: 'latin1' });
			same([...(await fs.readFile('latin'))], [0xe9], 'latin1');
			await fs.writeFile('empty', '');
			same(await fs.readFile('empty', 'utf8'), '', 'an empty file');
		}
	},
	{
		number: 8,
		who: 'every host',
		promise: 'readFile of a missing path is refused: the message begins with ENOENT: and names the path',
		short: true,
		async check({ container: { fs } }) {
			matches(await refusal(fs.readFile('no/such.txt')), /^ENOENT: .*no\/such\.txt/, 'readFile');
			matches(await refusal(fs.writeFile('no/such.txt', '')), /^ENOENT: .*no\/such\.txt/, 'writeFile');
		}
	},
	{
		number: 9,
		who: 'every host',
		promise: 'mkdir of what is there is EEXIST, unless recursive; nested needs recursive',
		short: true,
		async check({ container: { fs } }) {
			await fs.mkdir('dir');
			matches(await refusal(fs.mkdir('dir')), /^EEXIST/, 'again');
			await fs.mkdir('dir', { recursive: true });
			matches(await refusal(fs.mkdir('x/y')), /^ENOENT/, 'nested');
			await fs.mkdir('x/y/z', { recursive: true });
			same(await fs.readdir('x/y'), ['z'], 'nested, recursive');
		}
	},
	{
		number: 10,
		who: 'every host',
		promise: 'rm of a directory needs recursive; force forgives what is missing',
		short: true,
		async check({ container: { fs } }) {
			await fs.mkdir('dir/inner', { recursive: true });
			matches(await refusal(fs.rm('dir')), /./, 'rm of a directory');
			holds((await refusal(fs.rm('dir'))) !== 'no refusal', 'rm of a directory is refused');
			same(await fs.readdir('.'), ['dir'], 'it is still there');
			await fs.rm('dir', { recursive: true });
			matches(await refusal(fs.rm('gone')), /^ENOENT/, 'rm of nothing');
			await fs.rm('gone', { force: true });
			same(await fs.readdir('.'), [], 'what is left');
		}
	},
	{
		number: 11,
		who: 'every host',
		promise: 'readdir is sorted; withFileTypes tells files from directories; a missing one is refused',
		short: true,
		async check({ container: { fs } }) {
			for (const name of ['b', 'a', 'c', 'Z']) await fs.writeFile(name, '');
			await fs.mkdir('dir');
			same(await fs.readdir('.'), ['Z', 'a', 'b', 'c', 'dir'], 'names');
			const entries = await fs.readdir('.', { withFileTypes: true });
			same(
				entries.map((entry) => [entry.name, entry.isFile(), entry.isDirectory()]).slice(3),
				[
					['c', true, false],
					['dir', false, true]
				],
				'types'
			);
			matches(await refusal(fs.readdir('none')), /^ENOENT: .*none/, 'a missing one');
		}
	},
	{
		number: 12,
		who: 'every host',
		promise: 'rename moves a file and a directory, and lays a file over another',
		short: true,
		async check({ container: { fs } }) {
			await fs.writeFile('one', '1');
			await fs.writeFile('two', '2');
			await fs.rename('one', 'two');
			same([await fs.readdir('.'), await fs.readFile('two', 'utf8')], [['two'], '1'], 'over another');
			await fs.mkdir('dir/inner', { recursive: true });
			await fs.rename('two', 'dir/two');
			await fs.rename('dir', 'moved');
			same(await fs.readdir('moved'), ['inner', 'two'], 'a directory');
			matches(await refusal(fs.rename('none', 'x')), /^ENOENT/, 'a missing one');
		}
	}
];

const trees: readonly Statement[] = [
	{
		number: 13,
		who: 'every host',
		promise:
			'a leading / is the working directory for fs, absolute for export, and the root inside of a process',
		short: true,
		async check({ container, sh }) {
			await container.fs.writeFile('/rooted.txt', 'r');
			same(await container.fs.readFile('rooted.txt', 'utf8'), 'r', 'fs');
			const files = await container.export(container.workdir);
			same(Object.keys(files), ['rooted.txt'], 'export of an absolute path');
			const { output } = await sh('ls /; cat /rooted.txt');
			for (const name of ['bin', 'dev', 'etc', 'home', 'tmp', 'usr'])
				matches(output, new RegExp(`^${name}$`, 'm'), 'ls /');
			matches(output, /No such file/, 'the root of a process');
		}
	},
	{
		number: 14,
		who: 'every host',
		promise:
			'a tree with bytes, an empty directory and a link is mounted over what is there; a missing mount point is refused',
		short: true,
		async check({ container, sh }) {
			await container.mount({
				'a.txt': { file: { contents: 'before' } },
				'kept.txt': { file: { contents: 'k' } }
			});
			await container.mount(tree);
			same(await container.fs.readFile('a.txt', 'utf8'), 'a', 'laid over');
			same(await container.fs.readFile('kept.txt', 'utf8'), 'k', 'merged');
			same([...(await container.fs.readFile('lib/bin.dat'))], [...allBytes], 'bytes');
			same(await container.fs.readdir('lib/empty'), [], 'an empty directory');
			same((await sh('readlink lib/link; cat lib/link')).output, '../a.txt\na', 'a link');
			const nowhere = container.mount({ x: { file: { contents: '' } } }, { mountPoint: 'no/where' });
			matches(await refusal(nowhere), /ENOENT/, 'a missing mount point');
			await container.mount({ x: { file: { contents: 'x' } } }, { mountPoint: 'lib' });
			same(await container.fs.readFile('lib/x', 'utf8'), 'x', 'a mount point');
		}
	},
	{
		number: 15,
		who: 'every host',
		promise: 'exports in all three forms give back names and bytes; includes and excludes are globs',
		short: true,
		async check({ container, sh }) {
			await container.mount(tree);
			const binary = await container.export('.', { format: 'binary' });
			const json = await container.export('.', { format: 'json', excludes: ['**/node_modules'] });
			const some = await container.export('.', {
				format: 'json',
				includes: ['lib/**/*.txt'],
				excludes: ['a.txt', 'lib', 'node_modules']
			});
			const zip = await container.export('.', { format: 'zip' });
			same([zip[0], zip[1]], [0x50, 0x4b], 'a zip begins with PK');
			for (const name of await container.fs.readdir('.')) await container.fs.rm(name, { recursive: true });
			await container.mount(binary);
			same(await container.fs.readdir('.'), ['a.txt', 'lib', 'node_modules'], 'names');
			same([...(await container.fs.readFile('lib/bin.dat'))], [...allBytes], 'bytes');
			same(await container.fs.readdir('lib/empty'), [], 'an empty directory');
			same((await sh('readlink lib/link')).output, '../a.txt\n', 'a link');
			same(Object.keys(json), ['a.txt', 'lib'], 'excludes');
			same(
				JSON.stringify(some),
				'{"lib":{"directory":{"deep":{"directory":{"b.txt":{"file":{"contents":' +
					JSON.stringify(text) +
					'}}}}}}}',
				'includes'
			);
			await container.mount(json, { mountPoint: 'lib/empty' });
			same([...(await container.fs.readFile('lib/empty/lib/bin.dat'))], [...allBytes], 'bytes through JSON');
			matches(await refusal(container.export('none', { format: 'binary' })), /ENOENT/, 'nothing there');
		}
	},
	{
		number: 18,
		who: 'ours',
		promise: '20,000 files of 200 MB are mounted within 20 s; past the ceiling is ENOSPC, not a crash',
		async check({ container, node, sh }) {
			const started = performance.now();
			await container.mount(manyFiles());
			holds(performance.now() - started < MOUNT_LIMIT, `mounted within ${MOUNT_LIMIT} ms`);
			same((await sh('find many -type f | wc -l')).output.trim(), String(MANY.files), 'files');
			const { output, exitCode } = await node(
				`const fs = require('fs'); const fd = fs.openSync('big', 'w');
				try { for (let i = 0; i < 20; i++) fs.ftruncateSync(fd, (i + 1) * 1e8); console.log('all fits'); }
				catch (error) { console.log(error.code); }
				fs.closeSync(fd); fs.rmSync('big'); fs.writeFileSync('after', 'x'); console.log('goes on');`
			);
			same([output, exitCode], ['ENOSPC\ngoes on\n', 0], 'past the ceiling');
		}
	}
];

export const fileStatements: readonly Statement[] = [...roundTrips, ...trees, ...watchingStatements];
