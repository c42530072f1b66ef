/** Statements 1 to 6: transport and boot. */
import { WebContainer } from '@webcontainer/api';
import type { Statement } from './contract.ts';
import { eventually, holds, matches, refusal, same, start, within } from './ground.ts';

/** Comlink 4.3's message types, and how a value stands in a message. */
const APPLY = 2;
const RAW = 0;
const HANDLER = 3;
type WireValue = { type: number; name?: string; value: unknown };

/** One call over Comlink's wire as 4.3 speaks it, without Comlink. */
function apply(port: MessagePort, path: string[], argument?: unknown): Promise<WireValue> {
	const id = crypto.randomUUID();
	return new Promise((resolve) => {
		port.addEventListener('message', ({ data }: MessageEvent<WireValue & { id: string }>) => {
			if (data.id === id) resolve(data);
		});
		port.start();
		const argumentList = argument === undefined ? [] : [{ type: RAW, value: argument }];
		port.postMessage({ id, type: APPLY, path, argumentList });
	});
}

async function initPort(url: string, frame: HTMLIFrameElement): Promise<MessagePort> {
	const port = new Promise<MessagePort>((resolve) =>
		addEventListener('message', ({ data, source, ports }: MessageEvent<{ type?: string }>) => {
			if (source === frame.contentWindow && data.type === 'init' && ports[0]) resolve(ports[0]);
		})
	);
	frame.hidden = true;
	frame.allow = 'cross-origin-isolated';
	frame.src = url;
	document.body.append(frame);
	return port;
}

/** The wrapper's hidden page: a boot that cannot succeed is a stated error there. */
async function openThroughWrapper(origin: string): Promise<unknown> {
	const frame = document.createElement('iframe');
	frame.hidden = true;
	frame.allow = 'cross-origin-isolated';
	frame.src = 'sandbox.html';
	const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
	document.body.append(frame);
	await loaded;
	const { openContainer } = frame.contentWindow as unknown as {
		openContainer: (options: object) => Promise<unknown>;
	};
	// Awaited here before the frame goes: Firefox runs nothing more of promises of a page that is gone.
	try {
		return await openContainer({ name: 'contract', origin, onProgress: () => {} });
	} finally {
		frame.remove();
	}
}

export const bootStatements: readonly Statement[] = [
	{
		number: 1,
		who: 'every host',
		promise:
			'/headless answers with COEP and CORP cross-origin, and boot resolves with COOP and COEP on the page',
		async check({ container, hostOrigin, outside }) {
			const headers = await outside.headers(`${hostOrigin}/headless`);
			matches(headers['cross-origin-embedder-policy'] ?? '', /^(require-corp|credentialless)/, 'COEP');
			same(headers['cross-origin-resource-policy'], 'cross-origin', 'CORP');
			same(globalThis.crossOriginIsolated, true, 'crossOriginIsolated');
			holds(container.workdir.startsWith('/'), 'boot resolves');
		}
	},
	{
		number: 2,
		who: 'every host',
		promise: "boot uses Comlink 4.3's numeric wire, and the unmodified client boots",
		short: true,
		async check({ container, hostOrigin }) {
			const frame = document.createElement('iframe');
			try {
				const port = await within(initPort(`${hostOrigin}/headless?version=1.6.4`, frame), 'init');
				const built = await within(
					apply(port, ['build'], { host: location.host, version: '1.6.4', workdirName: 'wire' }),
					'build answers'
				);
				same([built.type, built.name], [HANDLER, 'proxy'], 'build gives a proxy');
				const instance = built.value as MessagePort;
				const info = await within(apply(instance, ['runtimeInfo']), 'runtimeInfo answers');
				same([info.type, (info.value as { cwd: string }).cwd], [RAW, '/home/wire'], 'runtimeInfo');
				await within(apply(instance, ['teardown']), 'teardown answers');
			} finally {
				frame.remove();
			}
			same(typeof container.spawn, 'function', 'the client');
		}
	},
	{
		number: 3,
		who: 'ours',
		promise: 'a boot that cannot succeed is refused with its reason within 12 s, and never hangs',
		async check({ outside }) {
			const silent = await refusal(within(openThroughWrapper('http://127.0.0.1:9'), 'a refusal', 12_000));
			matches(silent, /did not answer within|could not be loaded/, 'nobody listens');
			const bare = await refusal(within(openThroughWrapper(await outside.bareOrigin()), 'a refusal', 12_000));
			matches(bare, /did not answer|isolated|headers/i, 'no headers');
		}
	},
	{
		number: 4,
		who: 'every host',
		promise:
			'a second boot throws while one lives; after teardown boot works again and the old files are gone',
		short: true,
		async check(ground) {
			await ground.container.fs.writeFile('old.txt', 'x');
			matches(await refusal(WebContainer.boot()), /single WebContainer instance/, 'a second boot');
			const fresh = await ground.reboot();
			same(await fresh.fs.readdir('.'), [], 'files after teardown');
			matches(await refusal(ground.container.fs.readFile('old.txt')), /./, 'the old one');
		}
	},
	{
		number: 5,
		who: 'every host',
		promise: 'workdir is /home/<workdirName>, generated if none; path has the usual folders; bad names throw',
		short: true,
		async check(ground) {
			same((await ground.reboot({ workdirName: 'named' })).workdir, '/home/named', 'workdir');
			const folders = ground.container.path.split(':');
			for (const folder of ['/bin', '/usr/bin', '/usr/local/bin'])
				holds(folders.includes(folder), `PATH has ${folder}`);
			await ground.teardown();
			for (const workdirName of ['a/b', '.', '..'])
				matches(await refusal(WebContainer.boot({ workdirName })), /valid folder name/, workdirName);
			const unnamed = await WebContainer.boot();
			matches(unnamed.workdir, /^\/home\/[^/]+$/, 'a generated name');
			unnamed.teardown();
			await ground.reboot();
		}
	},
	{
		number: 6,
		who: 'every host',
		promise: 'after teardown what is pending is rejected, and no process keeps running',
		async check(ground) {
			const before = await ground.outside.workers();
			const running = await start(ground.container, 'node', ['-e', 'setInterval(() => console.log(1), 10)']);
			await running.says('1\n');
			const exit = refusal(running.child.exit);
			await ground.teardown();
			matches(await within(exit, 'exit is rejected'), /./, 'exit');
			holds((await within(exit, 'exit')) !== 'no refusal', 'exit is rejected');
			await eventually(async () => (await ground.outside.workers()) < before, 'the workers are gone', 8000);
			const { length } = running.output;
			await ground.reboot();
			same(running.output.length, length, 'output after teardown');
		}
	}
];
