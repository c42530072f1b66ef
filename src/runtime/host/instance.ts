/** One container as the client of @webcontainer/api sees it: `instance` of webcontainer-core's Comlink protocol, version 1.6.4. */
import * as Comlink from 'comlink';
import type { BrokerCalls, RequestRecord } from '../protocol/broker.ts';
import type { KernelCalls, Limits } from '../protocol/kernel.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Handlers, Remote } from '../wire/wire.ts';
import { Broker } from './broker.ts';
import { Events, type Listener } from './events.ts';
import { filesOf, type Watches } from './files.ts';
import type { Kernel } from './frame.ts';
import { named } from './messages.ts';
import { Previews } from './preview/previews.ts';
import type { Setters } from './settings.ts';
import { loadPart } from './sources.ts';
import { Processes, type OutputListener, type RunRequest } from './processes.ts';

export type BuildOptions = {
	host: string;
	version: string;
	workdirName?: string;
	forwardPreviewErrors?: boolean | 'exceptions-only';
};

type SerializeOptions = { format: 'json' | 'binary' | 'zip'; includes?: string[]; excludes?: string[] };
type ScriptOptions = { type?: string; defer?: boolean; async?: boolean };

/** Where nobody sets others. Commands of a person have no limit of time: the app ends an agent's and the verifier's by itself. */
const limits = {
	processes: 128,
	depth: 40,
	output: 64_000_000,
	time: 0,
	bytes: 1_000_000_000,
	files: 190_000
};

/** What the page that embeds us hears, and what it has set. */
type Embedder = {
	listRequest: (record: RequestRecord) => void;
	listLimit: (limit: keyof Limits, message: string) => void;
	warn: (message: string) => void;
	network: AbortSignal;
};

/** As the real one names a working directory that nobody named. */
function randomName(): string {
	return crypto.randomUUID().slice(0, 8);
}

const settersOf = (calls: Remote<KernelCalls>): Setters => ({
	setLimits: (changed) => calls.setLimits(changed),
	setDial: (dial) => calls.setDial(dial)
});

/** What the kernel may ask of the broker. */
function callsOf(broker: Broker): Handlers<BrokerCalls> {
	return {
		request: (id, request) => broker.request(id, request),
		pull: (id) => broker.pull(id),
		abandon: (id) => broker.abandon(id),
		refuseName: (name) => broker.refuseName(name)
	};
}

export async function bootInstance(
	kernel: Kernel,
	options: BuildOptions,
	{ listRequest, listLimit, warn, network }: Embedder
) {
	const watches: Watches = new Map();
	const events = new Events();
	const processes = new Processes();
	const registry = import.meta.env.TABGYM_REGISTRY;
	const broker = new Broker(registry, new URL('registry/', location.href), listRequest);
	if (network.aborted) broker.turnOff();
	network.addEventListener('abort', () => broker.turnOff());
	const { calls, close } = kernel.connect({
		...callsOf(broker),
		supply: (part) => loadPart(new URL('runtime/', location.href), part),
		output: (id, _stream, bytes) => processes.output(id, bytes),
		exited: (id, code) => processes.exited(id, code),
		limitReached: listLimit,
		fileChanged: (id, type, name) => watches.get(id)?.(type, name),
		port: (port, open) => void tellPort(previews, { port, open }, events, warn),
		error: (message) => events.emit('error', { message })
	});
	const previews = new Previews(calls, options.forwardPreviewErrors, (message) =>
		events.emit('preview-message', message)
	);
	const workdirName = options.workdirName ?? randomName();
	const { workdir, path } = await Promise.race([
		calls.boot({ workdirName, limits, registry }),
		kernel.failed
	]);
	const absolute = (target: string) => (target.startsWith('/') ? target : `${workdir}/${target}`);

	const instance = {
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
		on: (event: string, listener: Listener) => Comlink.proxy(events.on(event, listener)),
		setPreviewScript: (source: string, { type, defer, async }: ScriptOptions = {}) =>
			previews.setScript({ source, type, defer: defer ?? false, async: async ?? false }),
		setCredentials: () => {},
		async teardown() {
			processes.abort();
			await calls.teardown();
			close(new CodedError('EPIPE', 'Process aborted'));
			broker.close();
			previews.close();
			kernel.remove();
		}
	};
	return { calls: instance, ...settersOf(calls) };
}

/** A server is ready once its URL can be loaded; nothing is made ready where nobody listens: a suite opens hundreds of ports. */
async function tellPort(
	previews: Previews,
	{ port, open }: { port: number; open: boolean },
	events: Events,
	warn: (message: string) => void
): Promise<void> {
	if (!open) {
		previews.shut(port);
		return events.emit('port', port, 'close', previews.urlOf(port));
	}
	if (!events.has('port') && !events.has('server-ready')) return;
	const url = await previews.open(port).catch((error: unknown) => {
		warn(`Port ${port} has no preview: ${String(error)}`);
		return previews.urlOf(port);
	});
	if (url === null) return;
	events.emit('port', port, 'open', url);
	events.emit('server-ready', port, url);
}
