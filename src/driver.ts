/**
 * Composition root for the commands (npm run exec, solve, bench, tasks:validate): the app's rooms without its screens.
 * The scripts open driver.html in a headless browser and call `tabgym`.
 */
import { openSandbox, type HostName } from '#sandbox/hosts.ts';
import type { CommandResult } from '#sandbox/sandbox.ts';

/** Milliseconds of each part of an exec. */
export type ExecResult = CommandResult & { bootMs: number; mountMs: number; runMs: number };

const driver = {
	/** Mounts the snapshot at `url` and runs one shell command over it. */
	async exec(
		url: string,
		command: string,
		host: HostName,
		onOutput: (text: string) => void
	): Promise<ExecResult> {
		const snapshot = new Uint8Array(await (await fetch(url)).arrayBuffer());
		const started = performance.now();
		const sandbox = await openSandbox({ host });
		const booted = performance.now();
		await sandbox.mount([{ id: url, mountPoint: '', snapshot, role: 'repo' }]);
		const mounted = performance.now();
		const result = await sandbox.run(command, { onOutput });
		const ran = performance.now();
		await sandbox.close();
		return { ...result, bootMs: booted - started, mountMs: mounted - booted, runMs: ran - mounted };
	}
};

export type Driver = typeof driver;

declare global {
	var tabgym: Driver;
}

globalThis.tabgym = driver;
