import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

type Found = { version: string; build: Record<string, string> } | null;
const { olderBuild, rangesOf } = createRequire(import.meta.url)('./older-builds.cjs') as {
	olderBuild(wanted: { versions: Record<string, object>; version: string; ranges: string[] }): Found;
	rangesOf(entries: [string, object][], root: object, place: string): string[];
};

const native = { optionalDependencies: { '@a/b-linux-x64-gnu': '1.0.0' } };
const both = { optionalDependencies: { ...native.optionalDependencies, '@a/b-wasm32-wasi': '1.2.0' } };
const versions = { '1.0.0': both, '1.1.0': both, '1.2.0': both, '1.3.0': native, '1.4.0': both };

it('the newest older version with a WebAssembly build is taken, within all ranges', () => {
	expect(olderBuild({ versions, version: '1.3.0', ranges: ['^1.0.0'] })).toEqual({
		version: '1.2.0',
		build: { '@a/b-wasm32-wasi': '1.2.0' }
	});
	expect(olderBuild({ versions, version: '1.3.0', ranges: ['^1.0.0', '<1.2'] })?.version).toBe('1.1.0');
	expect(olderBuild({ versions, version: '1.3.0', ranges: ['^1.3.0'] })).toBeNull();
});

it('a range counts where it leads to the place that is meant', () => {
	const entries: [string, object][] = [
		['node_modules/a', { version: '1.3.0' }],
		['node_modules/b', { version: '1.0.0', dependencies: { a: '^1.1.0' } }],
		['node_modules/c', { version: '1.0.0', dependencies: { a: '^0.9.0' } }],
		['node_modules/c/node_modules/a', { version: '0.9.0' }]
	];
	expect(rangesOf(entries, { devDependencies: { a: '1.x' } }, 'node_modules/a')).toEqual(['1.x', '^1.1.0']);
	expect(rangesOf(entries, {}, 'node_modules/c/node_modules/a')).toEqual(['^0.9.0']);
});
