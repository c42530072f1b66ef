/** Monaco without language services: 2 MB less than with them. Loaded when the first file is shown. */
import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/languages/definitions/css/register';
import 'monaco-editor/languages/definitions/html/register';
import 'monaco-editor/languages/definitions/markdown/register';
import 'monaco-editor/languages/definitions/yaml/register';
import 'monaco-editor/languages/definitions/shell/register';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

// JSON has no definition of its own, only a language service.
monaco.languages.register({ id: 'json', extensions: ['.json'], filenames: ['.eslintrc', '.nycrc'] });
monaco.languages.setMonarchTokensProvider('json', {
	tokenizer: {
		root: [
			[/"(?:\\.|[^"\\])*"(?=\s*:)/, 'type'],
			[/"(?:\\.|[^"\\])*"/, 'string'],
			[/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
			[/\b(?:true|false|null)\b/, 'keyword'],
			[/[{}[\],:]/, 'delimiter']
		]
	}
});

// The built-in themes fail the contrast of WCAG AA on comments and keywords.
monaco.editor.defineTheme('tabgym-dark', {
	base: 'vs-dark',
	inherit: true,
	rules: [
		{ token: 'comment', foreground: '9bb88f' },
		{ token: 'keyword', foreground: '8fb4ff' },
		{ token: 'string', foreground: 'e0a98a' },
		{ token: 'regexp', foreground: 'e8a0a0' }
	],
	colors: {
		'editor.background': '#141820',
		'editorGutter.background': '#141820',
		'editorLineNumber.foreground': '#8a93a3',
		'editorOverviewRuler.background': '#141820',
		'diffEditor.insertedTextBackground': '#2e7d3240',
		'diffEditor.insertedLineBackground': '#2e7d3222',
		'diffEditor.removedTextBackground': '#c6282840',
		'diffEditor.removedLineBackground': '#c6282822'
	}
});
monaco.editor.defineTheme('tabgym-light', {
	base: 'vs',
	inherit: true,
	rules: [
		{ token: 'comment', foreground: '3f6b35' },
		{ token: 'keyword', foreground: '1f3fbf' },
		{ token: 'string', foreground: '8f3a1d' },
		{ token: 'regexp', foreground: '8f2438' },
		{ token: 'number', foreground: '0a6350' },
		{ token: 'type', foreground: '1d5c73' }
	],
	colors: {
		'editor.background': '#ffffff',
		'editorLineNumber.foreground': '#626b7a',
		'editorOverviewRuler.background': '#ffffff',
		'diffEditor.insertedTextBackground': '#2e7d3226',
		'diffEditor.insertedLineBackground': '#2e7d3214',
		'diffEditor.removedTextBackground': '#c6282822',
		'diffEditor.removedLineBackground': '#c6282812'
	}
});

export { monaco };
