import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { openModelServer, type ModelServer } from '../../src/agent/models/server.testing.ts';
import { KEY, solutionOf } from '../models.ts';

const TASK = 'invoice-loses-a-cent';

let server: ModelServer;
let turn = 0;
test.beforeEach(async () => {
	turn = 0;
	const turns = solutionOf(TASK);
	server = await openModelServer(() => turns[turn++ % turns.length] ?? { text: '' });
});
test.afterEach(() => server.close());

/** Runs one of our commands with a model on loopback. */
async function command(script: string, ...args: string[]): Promise<{ code: number | null; printed: string }> {
	const address = ['--agent', 'model', '--model', 'scripted', '--server', server.baseURL('openai')];
	const child = spawn('node', [`scripts/${script}.mjs`, TASK, ...address, ...args], {
		env: { ...process.env, TABGYM_API_KEY: KEY }
	});
	let printed = '';
	child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
	child.stderr.on('data', (data: Buffer) => (printed += data.toString()));
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	return { code, printed };
}

test('npm run solve takes a model, and prints and keeps no key', async () => {
	const { code, printed } = await command('solve', '--json', '--steps', '20');
	expect(code, printed).toBe(0);
	const last = JSON.parse(printed.trim().split('\n').at(-1) ?? '{}') as {
		resolution: string;
		trajectory: string;
	};
	expect(last.resolution).toBe('full');
	expect(printed + readFileSync(last.trajectory, 'utf8')).not.toContain(KEY);
	expect(server.asked[0]?.headers['authorization']).toBe(`Bearer ${KEY}`);
});

for (const engine of ['page', 'playwright'])
	test(`npm run eval takes a model, with the engine "${engine}"`, async () => {
		const out = test.info().outputPath('results.ndjson');
		const { code, printed } = await command(
			'eval',
			'--samples',
			'2',
			'--jobs',
			'1',
			'--engine',
			engine,
			'--out',
			out
		);
		expect(code, printed).toBe(0);
		const [head, ...samples] = readFileSync(out, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(head).toMatchObject({ agent: 'scripted', samples: 2 });
		expect(samples.map(({ resolution }) => resolution)).toEqual(['full', 'full']);
		expect(samples.every(({ inputTokens }) => Number(inputTokens) > 0)).toBe(true);
		expect(printed + readFileSync(out, 'utf8')).not.toContain(KEY);
	});

test('what a model needs and was not told is named', async () => {
	const { code, printed } = await command('solve', '--cost', 'much');
	expect(code).toBe(2);
	expect(printed.trim()).toBe('--cost must be a number above 0, not "much"');
});
