/** Running processes as the client sees them: merged output, cut at characters, ended by null; an exit code. */
import * as Comlink from 'comlink';
import type { KernelCalls } from '../protocol/kernel.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Remote } from '../wire/wire.ts';
import { Utf8Cutter } from './utf8.ts';

export type RunRequest = {
	command: string;
	args: string[];
	cwd?: string | undefined;
	env?: Record<string, string | number | boolean> | undefined;
	terminal?: { cols: number; rows: number } | undefined;
};
export type OutputListener = (chunk: Uint8Array | null) => void;

type Running = { output: OutputListener; cutter: Utf8Cutter; exit: PromiseWithResolvers<number> };

const encoder = new TextEncoder();

export class Processes {
	readonly #running = new Map<number, Running>();
	#lastId = 0;

	async run(
		calls: Remote<KernelCalls>,
		request: RunRequest & { cwd: string },
		output: OutputListener = () => {}
	) {
		const id = ++this.#lastId;
		const exit = Promise.withResolvers<number>();
		this.#running.set(id, { output, cutter: new Utf8Cutter(), exit });
		const { command, args, cwd, terminal } = request;
		const env = Object.fromEntries(
			Object.entries(request.env ?? {}).map(([name, value]) => [name, String(value)])
		);
		const size = terminal ? { terminal: { columns: terminal.cols, rows: terminal.rows } } : {};
		await calls
			.run(id, { command, args, cwd, env, ...size })
			.catch((error: unknown) => this.#refuse(id, command, error));
		return Comlink.proxy({
			onExit: exit.promise,
			write: (data: string) => calls.input(id, encoder.encode(data)),
			kill: () => calls.kill(id),
			resize: ({ cols, rows }: { cols: number; rows: number }) => calls.resize(id, cols, rows)
		});
	}

	/** stdout and stderr come in the order of their writing; the client knows only one output. */
	output(id: number, bytes: Uint8Array | null): void {
		const running = this.#running.get(id);
		if (!running || !bytes) return;
		const whole = running.cutter.push(bytes);
		if (whole.length > 0) running.output(Comlink.transfer(whole, [whole.buffer]));
	}

	exited(id: number, code: number): void {
		const running = this.#running.get(id);
		if (!running) return;
		this.#running.delete(id);
		const rest = running.cutter.push(null);
		if (rest.length > 0) running.output(rest);
		running.output(null);
		running.exit.resolve(code);
	}

	/** The container is gone: nobody will hear of these again. */
	abort(): void {
		for (const { exit } of this.#running.values()) exit.reject(new Error('Process aborted'));
		this.#running.clear();
	}

	/** A command that cannot start is a process that ended at once, as a shell would say it. */
	#refuse(id: number, command: string, error: unknown): void {
		if (!(error instanceof CodedError) || !['ENOENT', 'EACCES', 'ENOEXEC'].includes(error.code)) {
			this.#running.delete(id);
			throw error;
		}
		const found = error.code !== 'ENOENT';
		this.output(
			id,
			encoder.encode(`jsh: ${found ? 'permission denied' : 'command not found'}: ${command}\n`)
		);
		this.exited(id, found ? 126 : 127);
	}
}
