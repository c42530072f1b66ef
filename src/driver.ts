/**
 * Composition root for the commands (npm run exec, solve, bench, tasks:validate): the app's rooms without its screens.
 * The scripts open driver.html in a headless browser and call `tabgym`.
 */
import { openSandbox, type HostName } from '#sandbox/hosts.ts';
import type { CommandResult, Sandbox } from '#sandbox/sandbox.ts';

/** Open sandboxes, by the number the scripts know them by. */
const sandboxes = new Map<number, Sandbox>();
let lastId = 0;

const driver = {
	/** Opens a sandbox; `bootMs` is how long that took. */
	async open(host: HostName): Promise<{ id: number; node: string; bootMs: number }> {
		const started = performance.now();
		const sandbox = await openSandbox({ host });
		const bootMs = performance.now() - started;
		sandboxes.set(++lastId, sandbox);
		return { id: lastId, node: sandbox.host.node, bootMs };
	},

	/** Mounts the snapshot at `url` in place of everything; returns milliseconds without the download. */
	async mount(id: number, url: string): Promise<number> {
		const snapshot = new Uint8Array(await (await fetch(url)).arrayBuffer());
		const started = performance.now();
		await sandboxOf(id).mount([{ id: url, mountPoint: '', snapshot, role: 'repo' }]);
		return performance.now() - started;
	},

	async run(
		id: number,
		command: string,
		onOutput: (text: string) => void = () => {},
		timeout = 0
	): Promise<CommandResult> {
		return sandboxOf(id).run(command, { onOutput, timeout });
	},

	async close(id: number): Promise<void> {
		await sandboxOf(id).close();
		sandboxes.delete(id);
	}
};

function sandboxOf(id: number): Sandbox {
	const sandbox = sandboxes.get(id);
	if (!sandbox) throw new Error(`Cannot use sandbox ${id}: it is not open`);
	return sandbox;
}

export type Driver = typeof driver;

declare global {
	var tabgym: Driver;
}

globalThis.tabgym = driver;
