/** The composition root: the only file that knows everything. */
import { mount } from 'svelte';
import './app.css';
import { Settings } from '#session/settings.svelte.ts';
import { App } from '#ui/app.svelte.ts';
import AppView from '#ui/App.svelte';
import { embedOptions } from '#ui/embed/embed.ts';
import { parts } from './parts.ts';

const query = new URLSearchParams(location.search);
const target = document.getElementById('app');
const options = embedOptions(query);
if (target && options) {
	// Within another page there may be no storage at all: an embed touches none.
	const { default: Embed } = await import('#ui/embed/Embed.svelte');
	mount(Embed, { target, props: { parts, options } });
} else if (target) {
	const app = new App(parts, new Settings(localStorage, query));
	app.follow();
	mount(AppView, { target, props: { app } });
}
