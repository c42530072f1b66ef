/** What the user chose, in this browser only: never part of a run, never shared. */
import type { HostName } from './parts.ts';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'tabgym.settings';
const hosts: readonly HostName[] = ['embedded', 'webcontainers'];
const themes: readonly Theme[] = ['system', 'light', 'dark'];

export class Settings {
	#theme = $state<Theme>('system');
	#host = $state<HostName>('embedded');
	#repeatable = $state(false);
	#testsEdits = $state(true);
	/** Hosts whose terms the user agreed to. */
	#agreed = $state.raw<readonly HostName[]>([]);
	readonly #storage: Storage;

	/** `query` is the page's: `?host=webcontainers` chooses the host for this visit. */
	constructor(storage: Storage, query: URLSearchParams) {
		this.#storage = storage;
		const saved = read(storage);
		this.#theme = oneOf(themes, saved['theme']) ?? 'system';
		this.#host = oneOf(hosts, query.get('host')) ?? oneOf(hosts, saved['host']) ?? 'embedded';
		this.#repeatable = saved['repeatable'] === true;
		this.#testsEdits = saved['testsEdits'] !== false;
		const agreed = saved['agreed'];
		this.#agreed = Array.isArray(agreed) ? hosts.filter((host) => agreed.includes(host)) : [];
	}

	get theme(): Theme {
		return this.#theme;
	}

	get host(): HostName {
		return this.#host;
	}

	/** Whether clock, chance, zone and language of runs are fixed, so that they can be repeated exactly. */
	get repeatable(): boolean {
		return this.#repeatable;
	}

	chooseRepeatable(repeatable: boolean): void {
		this.#repeatable = repeatable;
		this.#save();
	}

	/** Whether a second sandbox runs the tests after each edit of a run that somebody watches. */
	get testsEdits(): boolean {
		return this.#testsEdits;
	}

	chooseTestsEdits(testsEdits: boolean): void {
		this.#testsEdits = testsEdits;
		this.#save();
	}

	chooseTheme(theme: Theme): void {
		this.#theme = theme;
		this.#save();
	}

	chooseHost(host: HostName): void {
		this.#host = host;
		this.#save();
	}

	hasAgreed(host: HostName): boolean {
		return this.#agreed.includes(host);
	}

	agree(host: HostName): void {
		if (!this.hasAgreed(host)) this.#agreed = [...this.#agreed, host];
		this.#save();
	}

	#save(): void {
		const saved = {
			theme: this.#theme,
			host: this.#host,
			repeatable: this.#repeatable,
			testsEdits: this.#testsEdits,
			agreed: this.#agreed
		};
		this.#storage.setItem(KEY, JSON.stringify(saved));
	}
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | null {
	return known.find((one) => one === value) ?? null;
}

/** Settings that cannot be read are the default ones: nothing of the user's work is in them. */
function read(storage: Storage): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
		return typeof value === 'object' && value !== null ? { ...value } : {};
	} catch {
		return {};
	}
}
