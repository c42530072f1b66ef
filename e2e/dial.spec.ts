import { encode } from '@msgpack/msgpack';
import { expect, test, type Page } from '@playwright/test';
import type {} from '../src/driver.ts';

const program = `
const crypto = require('node:crypto'), fs = require('node:fs'), os = require('node:os'), { execSync } = require('node:child_process');
const order = [];
for (const delay of [7, 3, 5, 3, 1]) setTimeout(() => order.push(delay + '@' + Math.round(performance.now())), delay);
setImmediate(() => order.push('immediate'));
process.nextTick(() => order.push('tick'));
console.log(Math.random(), Math.random(), Date.now(), new Date().toString(), new Date(2020, 0, 31, 12).getHours(), new Date('2020-06-01T10:00').toISOString());
console.log(crypto.randomBytes(8).toString('hex'), crypto.randomUUID(), crypto.randomInt(1e6), crypto.webcrypto.getRandomValues(new Uint8Array(4)).join());
console.log(process.pid, fs.mkdtempSync('/tmp/x-'), process.hrtime.bigint(), performance.now(), process.uptime(), os.availableParallelism());
console.log(fs.statSync(__filename).mtimeMs, (1234.5).toLocaleString(), new Date(0).toLocaleString(), Intl.DateTimeFormat().resolvedOptions().timeZone);
console.log(execSync('echo $RANDOM $$; date; mktemp; node -p "Math.random() + String(process.pid)"').toString());
const start = Date.now(); let reads = 0; while (Date.now() - start < 5) reads++;
setTimeout(() => console.log(reads, order.join(' ')), 20);
const { Worker } = require('node:worker_threads');
new Worker('require("worker_threads").parentPort.postMessage(Math.random())', { eval: true }).on('message', (value) => console.log('thread', value));
`;

/** What the program prints in a new sandbox. */
async function output(page: Page, seed: number): Promise<string> {
	const tree = encode({ d: { 'program.js': { f: { c: program } } } });
	const url = `data:application/octet-stream;base64,${Buffer.from(tree).toString('base64')}`;
	return page.evaluate(
		async ([tree, dial]) => {
			const { id } = await globalThis.tabgym.open('embedded', { dial });
			await globalThis.tabgym.mount(id, tree);
			const { output, exitCode } = await globalThis.tabgym.run(id, 'node program.js; echo $?');
			await globalThis.tabgym.close(id);
			return `${output}${exitCode}`;
		},
		[url, { seed, now: 1_704_067_200_000 }] as const
	);
}

test('with the dial two runs print the same bytes; another seed prints others', async ({ page }) => {
	await page.goto('/driver.html');
	await page.waitForFunction(() => 'tabgym' in globalThis);
	const first = await output(page, 1);
	expect(first).toContain(
		'Mon Jan 01 2024 00:00:00 GMT+0000 (Coordinated Universal Time) 12 2020-06-01T10:00:00.000Z'
	);
	expect(await output(page, 1)).toBe(first);
	expect(await output(page, 2)).not.toBe(first);
});

test('limits that the page sets hold, and say which they are', async ({ page }) => {
	await page.goto('/driver.html');
	await page.waitForFunction(() => 'tabgym' in globalThis);
	const outcome = await page.evaluate(async () => {
		const limits = { output: 20_000, time: 2000, processes: 6, depth: 4, files: 500, bytes: 100_000 };
		const { id } = await globalThis.tabgym.open('embedded', { limits });
		const run = async (command: string) => {
			const { output, exitCode } = await globalThis.tabgym.run(id, command);
			return `${output.slice(-160)} ${exitCode}`;
		};
		return {
			flood: await run('yes'),
			sleeper: await run('node -e "setInterval(() => {}, 1000)"'),
			deep: await run("printf 'sh d.sh\\n' > d.sh; sh d.sh"),
			files: await run(`node -e 'for (let i = 0; ; i++) fs.writeFileSync("f" + i, "")'`),
			bytes: await run(`node -e 'fs.writeFileSync("big", Buffer.alloc(200000))'`)
		};
	});
	expect(outcome.flood).toMatch(/output limit: the command wrote more than 20000 bytes and was ended\n 137$/);
	expect(outcome.sleeper).toMatch(/time limit: the command ran longer than 2 s and was ended\n 137$/);
	expect(outcome.deep).toContain('depth limit: processes may start one another no deeper than 4');
	expect(outcome.files).toContain('ENOSPC');
	expect(outcome.bytes).toContain('ENOSPC');
});
