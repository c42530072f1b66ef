import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chromium, expect, test } from '@playwright/test';
import { findBrowser, launchArgs } from '../../scripts/browser.mjs';

const TASK = 'login-sometimes-fails';
const out = (name: string) => test.info().outputPath(name);

/** One of our commands, in a process group of its own. */
function start(script: 'eval' | 'datasets', ...args: string[]) {
	const child = spawn('node', [`scripts/${script}.mjs`, ...args], { detached: true });
	let printed = '';
	child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
	child.stderr.on('data', (data: Buffer) => (printed += data.toString()));
	const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
	return { child, ended, printed: () => printed };
}
async function evaluate(...args: string[]): Promise<{ code: number | null; printed: string }> {
	const { ended, printed } = start('eval', ...args);
	return { code: await ended, printed: printed() };
}
const whole = (...more: string[]) => [TASK, '--agent', 'replay', '--samples', '4', '--jobs', '1', ...more];

type Row = Record<string, unknown>;
const linesOf = (file: string) =>
	readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Row);
/** What two evaluations of the same have in common. */
const results = (file: string) =>
	linesOf(file)
		.slice(1)
		.map(({ task, sample, seed, resolution, green, end, steps, patch }) =>
			JSON.stringify([task, sample, seed, resolution, green, end, steps, patch])
		)
		.sort();

/** Processes below this one, with their command lines. */
function below({ pid = 0 }: ChildProcess): { pid: number; command: string }[] {
	const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
		.trim()
		.split('\n')
		.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
		.map(([, own, parent, command = '']) => ({ pid: Number(own), parent: Number(parent), command }));
	const found: typeof all = [];
	for (const above = new Set([pid]); ;) {
		const next = all.filter((one) => above.has(one.parent) && !above.has(one.pid));
		if (next.length === 0) return found;
		for (const one of next) above.add(one.pid);
		found.push(...next);
	}
}

test('two shards on one machine, put together, are the whole', async () => {
	test.setTimeout(900_000);
	const kept = ['--out', out('whole.ndjson'), '--runs', out('runs')];
	expect(await evaluate(...whole(...kept))).toMatchObject({ code: 0 });
	const shards = ['1/2', '2/2'].map((shard) => [shard, out(`${shard[0]}.ndjson`)] as const);
	const ran = await Promise.all(
		shards.map(([shard, file]) => evaluate(...whole('--shard', shard, '--out', file)))
	);
	expect(ran.map(({ code }) => code)).toEqual([0, 0]);
	const [one = '', other = ''] = shards.map(([, file]) => file);
	const half = await evaluate('--merge', one);
	expect([half.code, half.printed]).toEqual([1, expect.stringContaining('Not done: ')]);
	const merged = await evaluate('--merge', one, other, '--out', out('merged.ndjson'));
	expect(merged).toMatchObject({ code: 0 });
	expect(results(out('merged.ndjson'))).toEqual(results(out('whole.ndjson')));
	const twice = await evaluate('--merge', one, out('whole.ndjson'));
	expect([twice.code, twice.printed]).toEqual([2, expect.stringMatching(/both have a run of sample \d of/)]);

	const datasets = async (...args: string[]) => {
		const made = start('datasets', out('runs'), '--results', out('whole.ndjson'), ...args);
		return { code: await made.ended, printed: made.printed() };
	};
	const two = await datasets('--out', out('sft.jsonl'));
	expect([two.code, two.printed]).toEqual([0, expect.stringContaining('2 rows of 4 runs')]);
	expect(linesOf(out('sft.jsonl'))[0]).toMatchObject({ instance_id: TASK, resolved: true });
	const none = await datasets('--kind', 'verifier', '--out', out('verifier.jsonl'));
	expect([none.code, none.printed]).toEqual([2, expect.stringContaining('it needs one of each')]);
});

test('an evaluation whose machine dies in the middle goes on where it was, and as it was', async () => {
	test.setTimeout(600_000);
	const file = out('results.ndjson');
	const { child, ended, printed } = start('eval', ...whole('--out', file));
	await expect.poll(printed, { timeout: 300_000 }).toContain('[1 of 4]');
	process.kill(-(child.pid ?? 0), 'SIGKILL');
	await ended;
	const before = linesOf(file).slice(1);
	expect(before.length).toBeGreaterThan(0);
	expect(before.length).toBeLessThan(4);
	const other = await evaluate(...whole('--resume', '--out', file, '--samples', '3'));
	expect([other.code, other.printed]).toEqual([2, expect.stringContaining('and "3" is asked for')]);
	expect(await evaluate(...whole('--resume', '--out', file))).toMatchObject({ code: 0 });
	const after = linesOf(file).slice(1);
	expect(after.slice(0, before.length)).toEqual(before);
	expect(new Set(after.map(({ task, sample }) => `${String(task)} ${String(sample)}`)).size).toBe(4);
	expect(after).toHaveLength(4);
});

test('a worker that is killed is replaced, and its sample taken again', async () => {
	test.setTimeout(600_000);
	const file = out('results.ndjson');
	const { child, ended, printed } = start('eval', ...whole('--engine', 'playwright', '--out', file));
	const workers = () => below(child).filter(({ command }) => /playwright\/lib\/.*process/i.test(command));
	await expect.poll(printed, { timeout: 300_000 }).toMatch(/samples\.ts.* #1/);
	const [worker] = workers();
	expect(
		worker,
		below(child)
			.map(({ command }) => command)
			.join('\n')
	).toBeDefined();
	process.kill(worker?.pid ?? 0, 'SIGKILL');
	expect(await ended, printed()).toBe(0);
	expect(printed()).toMatch(/retry #1|worker process exited/);
	expect(linesOf(file).slice(1)).toHaveLength(4);
	expect(
		linesOf(file)
			.slice(1)
			.every(({ resolution }) => resolution === 'full')
	).toBe(true);
});

for (const engine of ['page', 'playwright'])
	test(`the browser may be a server elsewhere, with the engine "${engine}"`, async () => {
		test.setTimeout(600_000);
		const executablePath = findBrowser();
		const server = await chromium.launchServer({
			args: launchArgs,
			...(executablePath ? { executablePath } : {})
		});
		try {
			const file = out('results.ndjson');
			const runs = out('runs');
			const remote = ['--engine', engine, '--browser', server.wsEndpoint(), '--runs', runs, '--out', file];
			const { code, printed } = await evaluate(TASK, '--agent', 'replay', '--jobs', '1', ...remote);
			expect(code, printed).toBe(0);
			const [, row] = linesOf(file);
			expect(row).toMatchObject({ resolution: 'full', seed: 1 });
			expect(linesOf(`${runs}/${String(row?.['run'])}.jsonl`)[0]).toMatchObject({
				task: TASK
			});
		} finally {
			await server.close();
		}
	});

test('a browser server that is not there, and nothing to evaluate, are said', async () => {
	const nowhere = await evaluate(TASK, '--browser', 'ws://127.0.0.1:9/');
	expect(nowhere).toMatchObject({ code: 2 });
	expect(nowhere.printed).toContain('Cannot use the browser server at ws://127.0.0.1:9/');
	const nothing = await evaluate('no-such-task');
	expect([nothing.code, nothing.printed]).toEqual([
		2,
		expect.stringContaining('There is no task "no-such-task"')
	]);
	const none = await evaluate(TASK, '--samples', '0');
	expect([none.code, none.printed]).toEqual([
		2,
		expect.stringContaining('--samples must be a whole number above 0')
	]);
});
