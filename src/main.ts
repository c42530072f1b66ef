/** The composition root: the only file that knows everything. */
import { mount } from 'svelte';
import './app.css';
import { Settings } from '#session/settings.svelte.ts';
import { keeping } from '#session/keeping.ts';
import { KeyRing } from '#session/key-ring.svelte.ts';
import { Models } from '#session/models.svelte.ts';
import { openChosenJudge, openChosenModel, openHumanAgent, openModelAgent } from '#session/open-agent.ts';
import { Offline } from '#session/offline.svelte.ts';
import type { Parts } from '#session/parts.ts';
import { connectSources, tighten } from '#session/policy.ts';
import { finishSignIn } from '#session/sign-in.ts';
import { App } from '#ui/app.svelte.ts';
import { ServiceAddresses } from '#ui/import/services.svelte.ts';
import AppView from '#ui/App.svelte';
import { embedOptions } from '#ui/embed/embed.ts';
import { parts } from './parts.ts';

/** Of runs that can be repeated: any seed and moment will do, if it is always the same. */
const DIAL = { seed: 1, now: Date.UTC(2026, 0, 1, 12) };
const FULL =
	'This browser has no room left. The run goes on and stays in this tab only: export or share it before you close the tab, or make room under Settings, "What is kept"; it is saved as soon as there is some.';
const here = new URL(location.href);
const query = here.searchParams;
const target = document.getElementById('app');
const options = embedOptions(query);
if (target && options) {
	allow([]);
	// Within another page there may be no storage at all: an embed touches none.
	const { default: Embed } = await import('#ui/embed/Embed.svelte');
	mount(Embed, { target, props: { parts, options } });
} else if (target) {
	const keys = new KeyRing(async () => (await import('#store/keys.ts')).StoredKeys.open());
	const models = new Models(localStorage, keys);
	allow([...Object.values(new ServiceAddresses(localStorage).addresses), ...models.origins]);
	const settings = new Settings(localStorage, query);
	const kept = keeping(parts, () => app.complain(FULL));
	const withModels: Parts = {
		...kept,
		dial: () => (settings.repeatable ? DIAL : null),
		async openAgent(name, pack, person) {
			if (name === 'model') return openModelAgent(models, person);
			if (name === 'person') return openHumanAgent(person);
			return kept.openAgent(name, pack, person);
		},
		openModel: () => openChosenModel(models),
		openJudge: () => openChosenJudge(models),
		modelName: () => models.chosen?.name ?? null,
		limitsOf: (name, limits) => (name === 'model' || name === 'person' ? models.limitsOf(limits) : limits)
	};
	const offline = new Offline();
	const app = new App(withModels, settings, models, offline);
	void keys.look();
	void finishSignIn(here, sessionStorage, (address) => history.replaceState(null, '', address)).then(
		(signedIn) => signedIn && keys.set(new URL(signedIn.baseURL).origin, signedIn.key, false),
		(error: unknown) => app.complain(error)
	);
	app.follow();
	mount(AppView, { target, props: { app } });
	if (import.meta.env.PROD) whenQuiet(() => void offline.start(versionOf(document)));
}

/** The page's own requests come first; where the server does not isolate it, nothing runs before the worker does. */
function whenQuiet(work: () => void): void {
	if (!globalThis.crossOriginIsolated) work();
	else if (document.readyState === 'complete') setTimeout(work, 1000);
	else addEventListener('load', () => setTimeout(work, 1000), { once: true });
}

function versionOf(page: Document): string {
	return page.querySelector<HTMLMetaElement>('meta[name="tabgym-version"]')?.content ?? '';
}

/** Lets the page reach these addresses and nothing else from now on. */
function allow(addresses: readonly string[]): void {
	// A link may name a file to open; the user is asked before it is fetched.
	const [, linked = ''] = /^#url=(https?%3A%2F%2F[\w.%-]+|https?:\/\/[\w.:-]+)/i.exec(here.hash) ?? [];
	const link = linked.replace(/%3A/gi, ':').replace(/%2F/gi, '/');
	const all = [...addresses, ...(URL.canParse(link) ? [link] : [])];
	// Vite's development server talks to its pages.
	const own = import.meta.env.DEV ? ['ws:'] : [];
	tighten(document, [
		...connectSources(
			here,
			all.map((address) => new URL(address).origin)
		),
		...own
	]);
}
