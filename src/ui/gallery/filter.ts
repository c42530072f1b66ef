/** Which tasks the gallery shows, and in which order; kept in the address, so that a selection can be shared. */
import type { CatalogueEntry } from '#session/parts.ts';

/** What tasks are about; each task belongs to the first topic that one of its tags names. */
export const topics = {
	security: ['security', 'prototype-pollution', 'injection', 'xss', 'denial-of-service'],
	'async and streams': ['streams', 'race', 'queues', 'events', 'callbacks', 'asynchronous', 'back-pressure'],
	web: ['forms', 'routing', 'router', 'html', 'http', 'dom', 'user-agents', 'templates', 'pagination'],
	'data formats': [
		'json',
		'encoding',
		'decoding',
		'query-strings',
		'uri',
		'geometry',
		'dns',
		'unicode',
		'serialization'
	],
	'command line': ['arguments', 'shell', 'paths', 'names'],
	parsing: ['parsing', 'strings', 'delimiters', 'brackets'],
	values: []
} as const satisfies Record<string, readonly string[]>;
export type Topic = keyof typeof topics;
export const topicNames = Object.keys(topics) as Topic[];

export function topicOf({ tags }: Pick<CatalogueEntry, 'tags'>): Topic {
	const found = topicNames.find((topic) =>
		(topics[topic] as readonly string[]).some((tag) => tags.includes(tag))
	);
	return found ?? 'values';
}

export const orders = {
	suggested: 'Suggested',
	easiest: 'Easiest first',
	hardest: 'Hardest first',
	smallest: 'Smallest first'
};
export type Order = keyof typeof orders;
export const states = { all: 'Resolved or not', open: 'Not resolved here', resolved: 'Resolved here' };
export type State = keyof typeof states;

export type Filter = {
	text: string;
	topic: Topic | null;
	difficulty: number | null;
	runner: CatalogueEntry['runner'] | null;
	state: State;
	order: Order;
};

export const noFilter: Filter = {
	text: '',
	topic: null,
	difficulty: null,
	runner: null,
	state: 'all',
	order: 'suggested'
};

export function isFiltered(filter: Filter): boolean {
	return (Object.keys(noFilter) as (keyof Filter)[]).some(
		(key) => key !== 'order' && filter[key] !== noFilter[key]
	);
}

function hasWords(task: CatalogueEntry, text: string): boolean {
	const all = [task.id, task.title, task.package ?? '', topicOf(task), ...task.tags].join(' ').toLowerCase();
	return text
		.toLowerCase()
		.split(/\s+/)
		.every((word) => all.includes(word));
}

const comparisons: Record<Order, (one: CatalogueEntry, other: CatalogueEntry) => number> = {
	// The walk-throughs come first, then what is easy; of one difficulty, what was fetched already is as good as the rest.
	suggested: (one, other) =>
		Number(other.walkthrough) - Number(one.walkthrough) || one.difficulty - other.difficulty,
	easiest: (one, other) => one.difficulty - other.difficulty,
	hardest: (one, other) => other.difficulty - one.difficulty,
	smallest: (one, other) => one.bytes - other.bytes
};

export function select(
	tasks: readonly CatalogueEntry[],
	filter: Filter,
	resolved: ReadonlySet<string>
): CatalogueEntry[] {
	const { text, topic, difficulty, runner, state, order } = filter;
	return tasks
		.filter(
			(task) =>
				(topic === null || topicOf(task) === topic) &&
				(difficulty === null || task.difficulty === difficulty) &&
				(runner === null || task.runner === runner) &&
				(state === 'all' || resolved.has(task.id) === (state === 'resolved')) &&
				hasWords(task, text)
		)
		.sort((one, other) => comparisons[order](one, other) || one.id.localeCompare(other.id));
}

/** As a query, without what is not chosen: "?topic=security&difficulty=2". */
export function toQuery(filter: Filter): string {
	const query = new URLSearchParams();
	for (const [key, value] of Object.entries(filter))
		if (value !== noFilter[key as keyof Filter]) query.set(key, String(value));
	const text = query.toString();
	return text && `?${text}`;
}

/** What of a query is known; the rest is left out. */
export function fromQuery(text: string): Filter {
	const query = new URLSearchParams(text);
	const oneOf = <T extends string>(key: string, known: readonly T[]): T | null =>
		known.find((value) => value === query.get(key)) ?? null;
	const level = Number(query.get('difficulty'));
	return {
		text: query.get('text') ?? '',
		topic: oneOf('topic', topicNames),
		difficulty: [1, 2, 3, 4, 5].includes(level) ? level : null,
		runner: oneOf('runner', ['tape', 'mocha', 'node-test', 'plain']),
		state: oneOf('state', Object.keys(states) as State[]) ?? 'all',
		order: oneOf('order', Object.keys(orders) as Order[]) ?? 'suggested'
	};
}
