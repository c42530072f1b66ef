import { describe, expect, it } from 'vitest';
import { filesContract } from './contract.ts';
import { openNativeSandbox } from './native.testing.ts';

describe('the sandbox over this machine keeps the contract about files', () => {
	it.each(filesContract)('$promise', async ({ check }) => {
		const sandbox = await openNativeSandbox();
		await check(sandbox).finally(() => sandbox.close());
	});
});

it('runs commands in its folder and reports their exit code', async () => {
	const sandbox = await openNativeSandbox();
	await sandbox.write('a.txt', 'one\n');
	expect(await sandbox.run('cat a.txt; exit 3')).toMatchObject({ output: 'one\n', exitCode: 3 });
	await sandbox.close();
});
