/** Commands that a learner runs over the files as they are, in one sandbox that is kept between them; nothing is judged by it. */
import type { Layer, Sandbox } from '#sandbox/sandbox.ts';
import type { HostName, Parts } from './parts.ts';
import { messageOf } from './recorder.ts';

/** One command, the files as they were, and how it ended. */
export type Tried = { command: string; answer: string; exitCode: number };

/** Characters of output that are kept. */
const MOST = 60_000;

export class TryOut {
	readonly #parts: Parts;
	readonly #layers: (files: Readonly<Record<string, string>>) => Promise<Layer[]>;
	readonly #prepare: readonly string[];
	#tried = $state.raw<readonly Tried[]>([]);
	#output = $state('');
	#running = $state(false);
	#sandbox: Promise<Sandbox> | null = null;
	#mounted = false;
	#aborter = new AbortController();

	/** @param prepare commands that run once before the first */
	constructor(
		parts: Parts,
		layers: (files: Readonly<Record<string, string>>) => Promise<Layer[]>,
		prepare: readonly string[] = []
	) {
		this.#parts = parts;
		this.#layers = layers;
		this.#prepare = prepare;
	}

	get tried(): readonly Tried[] {
		return this.#tried;
	}
	get output(): string {
		return this.#output;
	}
	get running(): boolean {
		return this.#running;
	}

	/** @param answer the files, JSON by path */
	async run(command: string, answer: string, host: HostName): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		this.#output = `$ ${command}\n`;
		const { signal } = (this.#aborter = new AbortController());
		const onOutput = (text: string) => (this.#output = (this.#output + text).slice(-MOST));
		try {
			const files = JSON.parse(answer || '{}') as Record<string, string>;
			this.#sandbox ??= this.#parts.openSandbox({
				...{ host, onProgress: () => {} },
				signal: new AbortController().signal
			});
			const sandbox = await this.#sandbox;
			if (!this.#mounted) {
				await sandbox.mount(await this.#layers(files));
				for (const one of this.#prepare) {
					onOutput(`$ ${one}\n`);
					await sandbox.run(one, { signal, onOutput });
				}
				this.#mounted = true;
			} else for (const [path, text] of Object.entries(files)) await sandbox.write(path, text);
			const { exitCode } = await sandbox.run(command, { signal, onOutput });
			onOutput(`\n[ended with ${exitCode}]`);
			this.#tried = [...this.#tried, { command, answer, exitCode }];
		} catch (error) {
			onOutput(signal.aborted ? '\n[stopped]' : `\n${messageOf(error)}`);
		} finally {
			this.#running = false;
		}
	}

	/** Ends the command that runs. */
	stop(): void {
		this.#aborter.abort();
	}

	async close(): Promise<void> {
		this.stop();
		const sandbox = this.#sandbox;
		this.#sandbox = null;
		this.#mounted = false;
		await (await sandbox?.catch(() => null))?.close();
	}
}
