// Importing JSON and data addresses, with and without attributes.
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import help from '../help.cjs';
process.removeAllListeners('warning');
const folder = help.tree({
	'a.json': '{"a": [1, {"b": 2}]}',
	'bad.json': '{"a": }',
	'list.json': '[1, 2]',
	'a.js': 'export default 1',
	'package.json': '{"type":"module"}',
	'text.txt': 'plain'
});
const at = (name) => pathToFileURL(path.join(folder, name)).href;
const said = (action) => async () => {
	try {
		return await action();
	} catch (error) {
		error.message = error.message
			.replaceAll(pathToFileURL(folder).href, '<folder>')
			.replaceAll(folder, '<folder>');
		throw error;
	}
};
await help.attemptLater(
	'json',
	said(() => import(at('a.json'), { with: { type: 'json' } }))
);
await help.attemptLater(
	'list',
	said(async () => (await import(at('list.json'), { with: { type: 'json' } })).default)
);
await help.attemptLater(
	'without',
	said(() => import(at('a.json')))
);
await help.attemptLater(
	'for code',
	said(() => import(at('a.js'), { with: { type: 'json' } }))
);
await help.attemptLater(
	'bad',
	said(() => import(at('bad.json'), { with: { type: 'json' } }))
);
await help.attemptLater(
	'other type',
	said(() => import(at('a.json'), { with: { type: 'css' } }))
);
await help.attemptLater(
	'other attribute',
	said(() => import(at('a.json'), { with: { kind: 'json' } }))
);
await help.attemptLater(
	'text',
	said(() => import(at('text.txt')))
);
await help.attemptLater(
	'missing',
	said(() => import(at('none.js')))
);
await help.attemptLater(
	'folder',
	said(() => import(at('.')))
);
await help.attemptLater(
	'bare',
	said(() => import('no-such-package'))
);
await help.attemptLater(
	'http',
	said(() => import('https://example.test/x.js'))
);
await help.attemptLater(
	'node',
	said(() => import('node:nothing'))
);
await help.attemptLater(
	'data',
	said(() => import('data:text/javascript,export default import.meta.url.slice(0, 10)'))
);
await help.attemptLater(
	'data json',
	said(() => import('data:application/json,{"x":1}', { with: { type: 'json' } }))
);
await help.attemptLater(
	'data base64',
	said(() => import(`data:text/javascript;base64,${btoa('export const x = 5')}`))
);
await help.attemptLater(
	'data relative',
	said(() => import('data:text/javascript,import "./x.js"'))
);
await help.attemptLater(
	'data other',
	said(() => import('data:text/plain,x'))
);
await help.attemptLater(
	'query',
	said(async () => (await import(`${at('a.js')}?1`)) !== (await import(`${at('a.js')}?2`)))
);
await help.attemptLater(
	'same',
	said(async () => (await import(at('a.js'))) === (await import(at('a.js'))))
);
await help.attemptLater(
	'json twice',
	said(
		async () =>
			(await import(at('a.json'), { with: { type: 'json' } })).default ===
			(await import(at('a.json'), { with: { type: 'json' } })).default
	)
);
