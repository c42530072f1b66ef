import { describe, expect, it } from 'vitest';
import { filesContract } from './contract.ts';
import { MemorySandbox } from './memory.ts';

describe('the in-memory sandbox keeps the contract about files', () => {
	it.each(filesContract)('$promise', async ({ check }) => {
		await check(new MemorySandbox());
	});
});

it('answers commands with the function it was given', async () => {
	const sandbox = new MemorySandbox((command) => ({ output: `${command}!`, exitCode: 0 }));
	expect(await sandbox.run('hello')).toEqual({ output: 'hello!', exitCode: 0, timedOut: false, duration: 0 });
});
