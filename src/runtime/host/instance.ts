/** One container as the client of @webcontainer/api sees it: `instance` of webcontainer-core's Comlink protocol, version 1.6.4. */
import * as Comlink from 'comlink';
import type { RequestRecord } from '../protocol/broker.ts';
import type { HostCalls } from '../protocol/kernel.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Handlers } from '../wire/wire.ts';
import { Broker } from './broker.ts';
import { filesOf, type Watches } from './files.ts';
import type { Kernel } from './frame.ts';
import { named } from './messages.ts';
import { Processes, type OutputListener, type RunRequest } from './processes.ts';

export type BuildOptions = {
	host: string;
	version: string;
	workdirName?: string;
	forwardPreviewErrors?: boolean;
};

type SerializeOptions = { format: 'json' | 'binary' | 'zip'; includes?: string[]; excludes?: string[] };
type Listener = (...args: unknown[]) => void;

const limits = { processes: 128, output: 0, files: 1_000_000_000 };

/** As the real one names a working directory that nobody named. */
function randomName(): string {
	return crypto.randomUUID().slice(0, 8);
}

export async function bootInstance(
	kernel: Kernel,
	options: BuildOptions,
	listRequest: (record: RequestRecord) => void
) {
	const watches: Watches = new Map();
	const listeners = new Map<string, Set<Listener>>();
	const emit = (event: string, ...args: unknown[]) => {
		for (const listener of listeners.get(event) ?? []) listener(...args);
	};
	const processes = new Processes();
	const registry = import.meta.env.TABGYM_REGISTRY;
	const broker = new Broker(registry, new URL('registry/', location.href), listRequest);
	const handlers: Handlers<HostCalls> = {
		request: (id, request) => broker.request(id, request),
		pull: (id) => broker.pull(id),
		abandon: (id) => broker.abandon(id),
		output: (id, _stream, bytes) => processes.output(id, bytes),
		exited: (id, code) => processes.exited(id, code),
		fileChanged: (id, type, name) => watches.get(id)?.(type, name),
		port: (port, open) => emit('port', port, open ? 'open' : 'close', ''),
		error: (message) => emit('error', { message })
	};
	const { calls, close } = kernel.connect(handlers);
	const workdirName = options.workdirName ?? randomName();
	const { workdir, path } = await Promise.race([
		calls.boot({ workdirName, limits, registry }),
		kernel.failed
	]);
	const absolute = (target: string) => (target.startsWith('/') ? target : `${workdir}/${target}`);

	return {
		fs: () => Comlink.proxy(filesOf(calls, workdir, watches)),
		previewScript: () => '',
		runtimeInfo: () => ({ path, cwd: workdir }),
		run: (request: RunRequest, _stdout: unknown, _stderr: unknown, output?: OutputListener) =>
			processes.run(calls, { ...request, cwd: absolute(request.cwd ?? '') }, output),
		loadFiles: (tree: Uint8Array, { mountPoints = '' }: { mountPoints?: string } = {}) =>
			named('mount', mountPoints || '.', calls.mount(tree, `${workdir}/${mountPoints}`)),
		async serialize(target: string, { format, includes, excludes }: SerializeOptions) {
			const request = { format, includes: includes ?? [], excludes: excludes ?? [] };
			const bytes = await named('export', target, calls.export(absolute(target), request));
			return Comlink.transfer(bytes, [bytes.buffer]);
		},
		on(event: string, listener: Listener) {
			const heard = listeners.get(event) ?? new Set();
			listeners.set(event, heard.add(listener));
			return Comlink.proxy(() => void heard.delete(listener));
		},
		setPreviewScript: () =>
			Promise.reject(new Error('ENOSYS: not supported by this host yet: setPreviewScript')),
		setCredentials: () => {},
		async teardown() {
			await calls.teardown();
			close(new CodedError('EPIPE', 'Process aborted'));
			processes.abort();
			broker.close();
			kernel.remove();
		}
	};
}
