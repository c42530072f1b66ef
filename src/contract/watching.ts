/** Statements 16 and 17: what one side changes is seen by the other. */
import type { Statement } from './contract.ts';
import { eventually, holds, pause, same, start } from './ground.ts';

export const watchingStatements: readonly Statement[] = [
	{
		number: 16,
		who: 'every host',
		promise:
			'watch hears of what the client and processes make, change, remove and rename within 1 s; recursive; until it is closed',
		short: true,
		async check({ container, sh }) {
			const { fs } = container;
			await fs.mkdir('w/deep', { recursive: true });
			const flat: string[] = [];
			const all: string[] = [];
			const watcher = fs.watch('w', (type, name) => flat.push(`${type} ${String(name)}`));
			const recursive = fs.watch('w', { recursive: true }, (_, name) => all.push(String(name)));
			await pause(300); // the client does not say when it has begun
			const hears = (name: string) =>
				eventually(() => flat.some((at) => at.endsWith(` ${name}`)), `heard of ${name}`, 1000);
			await fs.writeFile('w/client.txt', '1');
			await hears('client.txt');
			flat.length = 0;
			await fs.writeFile('w/client.txt', '2');
			await hears('client.txt');
			await sh('echo x > w/process.txt; echo y > w/deep/inner.txt');
			await hears('process.txt');
			await eventually(() => all.includes('deep/inner.txt'), 'recursive', 1000);
			holds(!flat.some((at) => at.includes('inner.txt')), 'not recursive unless asked');
			flat.length = 0;
			await fs.rename('w/client.txt', 'w/moved.txt');
			await hears('moved.txt');
			flat.length = 0;
			await fs.rm('w/moved.txt');
			await hears('moved.txt');
			watcher.close();
			await pause(100);
			flat.length = 0;
			await fs.writeFile('w/late.txt', '1');
			await eventually(() => all.includes('late.txt'), 'the other still hears', 1000);
			same(flat, [], 'after close');
			recursive.close();
		}
	},
	{
		number: 17,
		who: 'every host',
		promise:
			'what the client writes is seen by the next synchronous read of a running process, and the other way round',
		short: true,
		async check({ container }) {
			const { fs } = container;
			await fs.writeFile('shared.txt', '0');
			await fs.writeFile(
				'reader.cjs',
				`const fs = require('fs'); process.stdin.on('data', () => {
					console.log('<' + fs.readFileSync('shared.txt', 'utf8') + '>'); fs.writeFileSync('back.txt', String(process.uptime())); });
				console.log('ready');`
			);
			const reader = await start(container, 'node', ['reader.cjs']);
			await reader.says('ready');
			let before = '';
			for (const value of ['one', 'two', 'three']) {
				await fs.writeFile('shared.txt', value);
				await reader.type('go\n');
				await reader.says(`<${value}>`);
				await eventually(async () => {
					const now = await fs.readFile('back.txt', 'utf8').catch(() => '');
					return now !== '' && now !== before;
				}, 'the client sees what the process wrote');
				before = await fs.readFile('back.txt', 'utf8');
			}
			reader.child.kill();
			await reader.child.exit;
		}
	}
];
