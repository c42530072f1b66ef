/** What child_process hands to spawn, as the kernel's descriptions. */
import type { Description } from '../../protocol/syscalls.ts';
import type { Context } from '../context.ts';
import { descriptorsOf } from '../descriptors.ts';
import type { StreamHandle } from './handle.ts';

/** As internal/child_process.js makes them. */
export type StdioOption = {
	type: 'pipe' | 'overlapped' | 'ignore' | 'inherit' | 'fd' | 'wrap';
	handle?: StreamHandle;
	fd?: number;
	ipc?: boolean;
	input?: ArrayBufferView | null;
	readable?: boolean;
	writable?: boolean;
};

export type ChildOptions = {
	file: string;
	args: string[];
	cwd?: string | URL | null;
	envPairs?: string[] | null;
	stdio?: StdioOption[];
	detached?: boolean;
	timeout?: number;
	killSignal?: number;
	maxBuffer?: number;
};

/** The description of an inherited or passed descriptor; null where it is closed. */
export function inherited(context: Context, option: StdioOption, index: number): Description | null {
	const table = descriptorsOf(context);
	if (option.type === 'wrap') {
		option.handle?.handOver();
		return option.handle?.description ?? null;
	}
	const fd = option.fd ?? index;
	return table.handleType(fd) === 'INVALID' ? null : table.share(fd);
}

export function environmentOf(context: Context, pairs: string[] | null | undefined): Record<string, string> {
	if (!pairs) return { ...context.start.env };
	return Object.fromEntries(
		pairs.map((pair) => {
			const equals = pair.indexOf('=');
			return [pair.slice(0, equals), pair.slice(equals + 1)];
		})
	);
}

export function directoryOf(context: Context, cwd: ChildOptions['cwd']): string {
	return cwd ? context.resolve(String(cwd)) : context.start.cwd;
}

/** "SIGTERM" for 15. */
export function signalName(context: Context, number: number): string {
	const { os } = context.internalBinding('constants') as { os: { signals: Record<string, number> } };
	return Object.entries(os.signals).find(([, value]) => value === number)?.[0] ?? 'SIGTERM';
}
