import { expect, it } from 'vitest';
import type { CatalogueEntry } from '#session/parts.ts';
import { fromQuery, isFiltered, kindOf, noFilter, select, topicOf, toQuery, type Filter } from './filter.ts';

const entry = (id: string, more: Partial<CatalogueEntry>): CatalogueEntry => ({
	id,
	title: `Task ${id}`,
	package: id,
	base: '1.0.0',
	fix: '1.0.1',
	integrity: null,
	injected: null,
	license: 'MIT',
	authors: 'somebody',
	runner: 'tape',
	tests: 'visible',
	difficulty: 3,
	tags: [],
	failToPass: 1,
	passToPass: 2,
	walkthrough: false,
	bytes: 1000,
	warmBytes: 100,
	...more
});
const tasks = [
	entry('alpha', { tags: ['security', 'shell'], difficulty: 5 }),
	entry('beta', { tags: ['json'], runner: 'mocha', difficulty: 1, bytes: 5000 }),
	entry('gamma', { tags: ['race'], walkthrough: true, title: 'The login' })
];
const ids = (filter: Partial<Filter>, resolved: string[] = []) =>
	select(tasks, { ...noFilter, ...filter }, new Map([['repair', new Set(resolved)]])).map(({ id }) => id);

it('shows walk-throughs first, then what is easy', () => {
	expect(ids({})).toEqual(['gamma', 'beta', 'alpha']);
	expect(ids({ order: 'hardest' })).toEqual(['alpha', 'gamma', 'beta']);
	expect(ids({ order: 'smallest' })).toEqual(['alpha', 'gamma', 'beta']);
});

it('keeps what has all chosen properties and all words', () => {
	expect(ids({ topic: 'security' })).toEqual(['alpha']);
	expect(ids({ runner: 'mocha', difficulty: 1 })).toEqual(['beta']);
	expect(ids({ text: 'LOGIN  race' })).toEqual(['gamma']);
	expect(ids({ text: 'login json' })).toEqual([]);
	expect(ids({ state: 'resolved' }, ['beta'])).toEqual(['beta']);
	expect(ids({ state: 'open' }, ['beta'])).toEqual(['gamma', 'alpha']);
});

it('gives each task one topic, the first that a tag names', () => {
	expect(tasks.map(topicOf)).toEqual(['security', 'data formats', 'async and streams']);
	expect(topicOf({ tags: ['something else'] })).toBe('values');
});

it('keeps a selection in the address, and ignores what it does not know', () => {
	const filter: Filter = {
		...noFilter,
		text: 'a b',
		topic: 'async and streams',
		difficulty: 2,
		state: 'open'
	};
	expect(fromQuery(toQuery(filter))).toEqual(filter);
	expect(toQuery(noFilter)).toBe('');
	expect(fromQuery('?topic=cooking&difficulty=9&order=&x=1')).toEqual(noFilter);
	expect([isFiltered(noFilter), isFiltered({ ...noFilter, order: 'easiest' }), isFiltered(filter)]).toEqual([
		false,
		false,
		true
	]);
});

it('tells kinds apart, and who resolved what', () => {
	expect(tasks.map(kindOf)).toEqual(['real', 'real', 'real']);
	expect(kindOf(entry('x', { injected: 'drop-guard' }))).toBe('injected');
	expect(kindOf(entry('mine-x', { package: null }))).toBe('own');
	expect(kindOf(entry('x', { package: null }))).toBe('teaching');
	expect(ids({ state: 'resolved', agent: 'repair' }, ['alpha'])).toEqual(['alpha']);
	expect(ids({ state: 'resolved', agent: 'replay' }, ['alpha'])).toEqual([]);
	expect(ids({ state: 'open', agent: 'replay' }, ['alpha'])).toEqual(['gamma', 'beta', 'alpha']);
	expect(fromQuery('kind=injected&size=small&agent=repair')).toMatchObject({
		kind: 'injected',
		size: 'small',
		agent: 'repair'
	});
});
