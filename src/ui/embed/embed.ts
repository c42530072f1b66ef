/** Something of Tabgym inside another page: what its address asks for, and the snippet that makes one. */
export type EmbedView = 'timeline' | 'editor' | 'diff' | 'tests';
/** What has a snippet of its own; a task is embedded by its address. */
export type Embeddable = 'run' | 'comparison' | 'lesson' | 'evaluation' | 'weights' | 'assignment';
export type EmbedOptions = {
	/** null = what its kind shows by itself: a run its timeline, a lesson its text. */
	view: EmbedView | null;
	/** Counted from 1; null = the end, or the moment of the link. */
	step: number | null;
	/** Whether the reader can move in the run. */
	controls: boolean;
	theme: 'system' | 'light' | 'dark';
};

export const VIEWS: readonly EmbedView[] = ['timeline', 'editor', 'diff', 'tests'];

/** null = the page is no embed. What is not understood is as if it were not said. */
export function embedOptions(query: URLSearchParams): EmbedOptions | null {
	if (query.get('embed') !== '1') return null;
	const step = Number(query.get('step'));
	const theme = query.get('theme');
	return {
		view: VIEWS.find((view) => view === query.get('view')) ?? null,
		step: Number.isInteger(step) && step > 0 ? step : null,
		controls: query.get('ctl') === '1',
		theme: theme === 'light' || theme === 'dark' ? theme : 'system'
	};
}

export function embedAddress(
	site: string,
	letters: string,
	{ view, step, controls, theme }: EmbedOptions
): string {
	const query = new URLSearchParams({ embed: '1' });
	if (view !== null) query.set('view', view);
	if (step !== null) query.set('step', String(step));
	if (controls) query.set('ctl', '1');
	if (theme !== 'system') query.set('theme', theme);
	return `${site.replace(/#$/, '')}?${query.toString()}#${letters}`;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Without a script: any page may take it. */
export const snippet = (address: string, title: string): string =>
	`<iframe src="${escaped(address)}" title="${escaped(title)}" width="100%" height="480" style="border:0" loading="lazy"></iframe>`;

/** https://oembed.com, type rich */
export function oEmbed(address: string, title: string): string {
	const html = snippet(address, title);
	return `${JSON.stringify({ version: '1.0', type: 'rich', provider_name: 'Tabgym', title, html, width: 800, height: 480 }, null, '\t')}\n`;
}
