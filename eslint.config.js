import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** Who may import whom. Every folder may import itself; src/main.ts and src/driver.ts may import everything. */
const layers = {
	model: [],
	// The runtime is an island: its realms meet only in protocol/.
	'runtime/wire': [],
	'runtime/protocol': ['runtime/wire'],
	'runtime/kernel': ['runtime/protocol', 'runtime/wire'],
	'runtime/node': ['runtime/protocol', 'runtime/wire'],
	'runtime/shell': ['runtime/protocol', 'runtime/wire'],
	'runtime/npm': ['runtime/protocol', 'runtime/wire'],
	'runtime/git': ['runtime/protocol', 'runtime/wire'],
	'runtime/preview': ['runtime/protocol', 'runtime/wire'],
	'runtime/host': ['runtime/protocol', 'runtime/wire'],
	// The contract of @webcontainer/api: it knows the client alone.
	contract: [],
	// The site's service worker: it knows where previews lie, and nothing of the app.
	offline: ['runtime/protocol'],
	sandbox: ['model'],
	repo: ['model', 'sandbox'],
	agent: ['model', 'sandbox'],
	verifier: ['model', 'sandbox'],
	store: ['model'],
	share: ['model'],
	lesson: ['model'],
	debugger: ['model'],
	gym: ['model', 'sandbox', 'agent', 'verifier'],
	session: [
		'model',
		'sandbox',
		'repo',
		'agent',
		'verifier',
		'store',
		'share',
		'lesson',
		'gym',
		'debugger',
		'offline'
	],
	ui: ['model', 'session', 'lesson', 'debugger']
};

const sizes = {
	'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
	'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }]
};

const typed = {
	'@typescript-eslint/no-floating-promises': 'error',
	'@typescript-eslint/no-misused-promises': 'error',
	'@typescript-eslint/only-throw-error': 'error',
	'@typescript-eslint/switch-exhaustiveness-check': 'error'
};

const tests = ['src/**/*.test.ts', 'src/**/*.testing.ts', 'e2e/**/*.ts'];

export default ts.config(
	{
		ignores: [
			'dist/',
			'.cache/',
			'tasks/',
			'node_modules/',
			'src/runtime/compare/*/',
			'test-results/',
			'playwright-report/'
		]
	},
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		rules: {
			'no-undef': 'off',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
		}
	},
	{ files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
	{
		// Node's library extends some classes that have nothing of their own.
		files: ['src/runtime/node/**'],
		rules: { '@typescript-eslint/no-extraneous-class': 'off' }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } }
	},
	{
		files: ['src/**/*.ts', 'src/**/*.svelte'],
		ignores: ['**/*.test.ts'],
		rules: { ...sizes, 'no-console': 'error' }
	},
	{
		files: ['src/**/*.svelte'],
		rules: { 'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }] }
	},
	// Rules that need types run on .ts only; svelte-check sees the types of .svelte files.
	{
		files: ['src/**/*.ts'],
		ignores: ['**/*.svelte.ts', ...tests],
		languageOptions: { parserOptions: { projectService: true } },
		rules: typed
	},
	{
		files: tests,
		languageOptions: { parserOptions: { project: './tsconfig.test.json' } },
		rules: typed
	},
	...Object.entries(layers).map(([layer, may]) => ({
		name: `layers/${layer}`,
		files: [`src/${layer}/**`],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: `^#(?!(${[layer, ...may].join('|')})/)`,
							message: `src/${layer} may import: ${may.join(', ') || 'nothing'}.`
						},
						{
							regex: `^(\\.\\./)+(main|driver|${Object.keys(layers).join('|')})(/|\\.|$)`,
							message: 'Across folders, write #folder/file.ts.'
						}
					]
				}
			]
		}
	}))
);
