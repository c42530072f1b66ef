/** What a check stands on: a container, ways to run things in it, and what only somebody outside of the page can do. */
import type { WebContainer, SpawnOptions } from '@webcontainer/api';

/** Done for the page by who opened it: scripts/contract.mjs. */
export interface Outside {
	/** The headers that a URL is answered with, names in lower case. */
	headers(url: string): Promise<Record<string, string>>;
	/** A server that counts: its URL, which ends with "/". Anybody may fetch from it. */
	trap(): Promise<string>;
	/** How many requests reached the trap since the last question. */
	hits(): Promise<number>;
	/** A server that answers /headless without headers of isolation. */
	bareOrigin(): Promise<string>;
	/** Opens a page of a host name of this machine that embeds `url`; what the embedded page said first, null = nothing. */
	embed(hostname: string, url: string): Promise<unknown>;
	/** Whether the page has a network. */
	offline(isOffline: boolean): Promise<void>;
	/** Workers that live in the browser. */
	workers(): Promise<number>;
	/** A URL of a snapshot of packages (scripts/contract/trees.mjs). */
	tree(name: string): Promise<string>;
	/** What npm itself installs for a lock file: paths of packages with versions. */
	nativeTree(lock: string): Promise<Record<string, string>>;
}

export type Result = { output: string; exitCode: number };

export interface Ground {
	/** Origin of the host's /headless page. */
	readonly hostOrigin: string;
	readonly outside: Outside;
	/** The container of this page, its working directory empty. */
	readonly container: WebContainer;
	/** Ends the container of this page and boots another. */
	reboot(options?: { workdirName?: string; forwardPreviewErrors?: boolean }): Promise<WebContainer>;
	/** Ends the container without booting another. */
	teardown(): Promise<void>;
	/** Runs a command of the shell to its end. */
	sh(command: string, options?: SpawnOptions): Promise<Result>;
	/** Runs a program to its end, as a module where it imports. */
	node(code: string, options?: SpawnOptions & { args?: string[]; name?: string }): Promise<Result>;
	/** Mounts a tree of Outside's over the working directory. */
	mountTree(name: string): Promise<void>;
}

/** Compares as JSON; says both. */
export function same(actual: unknown, expected: unknown, what: string): void {
	const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
	if (got !== wanted) throw new Error(`${what}: expected ${wanted}, got ${got}`);
}

export function holds(condition: boolean, what: string): void {
	if (!condition) throw new Error(what);
}

export function matches(text: string, pattern: RegExp, what: string): void {
	if (!pattern.test(text)) throw new Error(`${what}: expected ${pattern}, got ${JSON.stringify(text)}`);
}

/** Why it was refused. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
	return promise.then(
		() => 'no refusal',
		(error: unknown) => (error instanceof Error ? error.message : String(error))
	);
}

export const pause = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until `condition` holds. Milliseconds. */
export async function eventually(condition: () => boolean | Promise<boolean>, what: string, limit = 5000) {
	const end = performance.now() + limit;
	while (!(await condition())) {
		if (performance.now() > end) throw new Error(`${what}: not within ${limit} ms`);
		await pause(20);
	}
}

/** A promise that fails after `limit` milliseconds. */
export async function within<T>(promise: Promise<T>, what: string, limit = 5000): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`${what}: not within ${limit} ms`)), limit);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A process and what it has written so far. */
export async function start(
	container: WebContainer,
	command: string,
	args: string[],
	options: SpawnOptions = {}
) {
	const child = await container.spawn(command, args, options);
	const running = { child, output: '', chunks: [] as string[], closed: false };
	const reader = child.output.getReader();
	const input = child.input.getWriter();
	void (async () => {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			running.output += value;
			running.chunks.push(value);
		}
		running.closed = true;
	})();
	return Object.assign(running, {
		type: (text: string) => input.write(text),
		says: (text: string, limit = 10_000) =>
			eventually(() => running.output.includes(text), `${command} says ${JSON.stringify(text)}`, limit).catch(
				(error: unknown) => {
					throw new Error(`${String(error)}; it said ${JSON.stringify(running.output.slice(-2000))}`, {
						cause: error
					});
				}
			)
	});
}

/** Milliseconds that the last output may come after the exit. */
const GRACE = 500;

export async function run(
	container: WebContainer,
	command: string,
	args: string[],
	options: SpawnOptions = {}
): Promise<Result> {
	const running = await start(container, command, args, options);
	const exitCode = await running.child.exit;
	await eventually(() => running.closed, 'the end of the output', GRACE).catch(() => {}); // a host may keep it open
	return { output: running.output, exitCode };
}
