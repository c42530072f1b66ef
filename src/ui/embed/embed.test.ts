import { expect, test } from 'vitest';
import { embedAddress, embedOptions, oEmbed, snippet } from './embed.ts';

test.each([
	['', null],
	['embed=1', { view: null, step: null, controls: false, theme: 'system' }],
	['embed=1&view=diff&step=3&ctl=1&theme=dark', { view: 'diff', step: 3, controls: true, theme: 'dark' }],
	[
		'embed=1&view=evil&step=-2&ctl=yes&theme=%22',
		{ view: null, step: null, controls: false, theme: 'system' }
	]
])('the query %j is read', (query, options) => {
	expect(embedOptions(new URLSearchParams(query))).toEqual(options);
});

test('an address asks for what it was made of', () => {
	const options = { view: 'tests', step: 2, controls: true, theme: 'light' } as const;
	const address = embedAddress('https://a.b/c/#', 'v1.x', options);
	expect(address).toBe('https://a.b/c/?embed=1&view=tests&step=2&ctl=1&theme=light#v1.x');
	expect(embedOptions(new URL(address).searchParams)).toEqual(options);
});

test('a snippet holds no script and closes no attribute', () => {
	expect(snippet('https://a.b/?x="><script>', 'A "run"')).toBe(
		'<iframe src="https://a.b/?x=&#34;&#62;&#60;script&#62;" title="A &#34;run&#34;" width="100%" height="480" style="border:0" loading="lazy"></iframe>'
	);
	expect(JSON.parse(oEmbed('https://a.b/', 'x'))).toMatchObject({ version: '1.0', type: 'rich', title: 'x' });
});
