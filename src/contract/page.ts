/** The page that statements are checked in: contract.html, opened by scripts/contract.mjs and e2e/contract.spec.ts. */
import { WebContainer } from '@webcontainer/api';
import { knownDifferences, statements, type HostName, type Statement } from './contract.ts';
import { run, within, type Ground, type Outside } from './ground.ts';

declare global {
	var contract: typeof contractPage;
	/** Answers Outside; absent in the short form. */
	var contractOutside: ((name: string, args: unknown[]) => Promise<unknown>) | undefined;
	var WEBCONTAINER_API_IFRAME_URL: string | undefined;
}

/** A boot that takes longer hangs: the client waits for ever for a host that does not answer. Milliseconds. */
const BOOT_LIMIT: Record<HostName, number> = { embedded: 15_000, webcontainers: 60_000 };
/** Of one statement. Milliseconds. */
const CHECK_LIMIT = 120_000;

const hostName: HostName =
	new URLSearchParams(location.search).get('host') === 'webcontainers' ? 'webcontainers' : 'embedded';
const twins: Record<string, string> = { localhost: '127.0.0.1', '127.0.0.1': 'localhost' };
const hostOrigin =
	hostName === 'webcontainers'
		? 'https://stackblitz.com'
		: location.origin.replace(location.hostname, twins[location.hostname] ?? location.hostname);
if (hostName === 'embedded') globalThis.WEBCONTAINER_API_IFRAME_URL = hostOrigin;

const outside = new Proxy({} as Outside, {
	get:
		(_, name: string) =>
		(...args: unknown[]) => {
			if (!globalThis.contractOutside) throw new Error(`Cannot ask for ${name}: nobody outside answers`);
			return globalThis.contractOutside(name, args);
		}
});

let current: WebContainer | null = null;

async function boot(options: { workdirName?: string; forwardPreviewErrors?: boolean } = {}) {
	const booting = WebContainer.boot({ coep: 'require-corp', ...options });
	current = await within(booting, `${hostOrigin}/headless boots`, BOOT_LIMIT[hostName]);
	return current;
}

async function teardown(): Promise<void> {
	current?.teardown();
	current = null;
}

async function emptied(): Promise<WebContainer> {
	const container = current ?? (await boot({ workdirName: 'contract' }));
	for (const name of await container.fs.readdir('.'))
		await container.fs.rm(name, { recursive: true, force: true });
	return container;
}

function groundOf(container: WebContainer): Ground {
	const ground: Ground = {
		hostOrigin,
		outside,
		container,
		async reboot(options) {
			await teardown();
			return boot({ workdirName: 'contract', ...options });
		},
		teardown,
		sh: (command, options) => run(current ?? container, 'jsh', ['-c', command], options),
		async node(code, { args = [], name, ...options } = {}) {
			const file = name ?? (/^\s*import\b/m.test(code) ? 'program.mjs' : 'program.cjs');
			await (current ?? container).fs.writeFile(file, code);
			return run(current ?? container, 'node', [file, ...args], options);
		},
		async mountTree(name) {
			const response = await fetch(await outside.tree(name));
			await (current ?? container).mount(new Uint8Array(await response.arrayBuffer()));
		}
	};
	return ground;
}

function statementOf(number: number): Statement {
	const statement = statements.find((candidate) => candidate.number === number);
	if (!statement) throw new Error(`Cannot check statement ${number}: there are ${statements.length}`);
	return statement;
}

const contractPage = {
	list: () =>
		statements.map(({ number, who, promise, short }) => ({
			number,
			who,
			promise,
			short: short ?? false,
			difference: knownDifferences[hostName][number] ?? null
		})),
	/** Rejects when the statement is broken. Milliseconds it took. */
	async check(number: number): Promise<number> {
		const container = await emptied();
		const started = performance.now();
		const { promise, check } = statementOf(number);
		await within(check(groundOf(container)), promise, CHECK_LIMIT);
		return performance.now() - started;
	}
};
globalThis.contract = contractPage;
