/** Which tasks the gallery shows, and in which order; kept in the address, so that a selection can be shared. */
import { RUNNERS } from '#model/task.ts';
import { OWN_PREFIX, type CatalogueEntry } from '#session/parts.ts';

/** What tasks are about; each task belongs to the first topic that one of its tags names. */
export const topics = {
	security: ['security', 'prototype-pollution', 'injection', 'xss', 'denial-of-service'],
	'async and streams': ['streams', 'race', 'queues', 'events', 'callbacks', 'asynchronous', 'back-pressure'],
	maintenance: ['maintenance', 'dependencies', 'performance', 'memory', 'defaults', 'validation'],
	'web server': [
		'forms',
		'routing',
		'router',
		'html',
		'http',
		'dom',
		'user-agents',
		'templates',
		'pagination'
	],
	'data formats': [
		'json',
		'encoding',
		'decoding',
		'query-strings',
		'uri',
		'dns',
		'unicode',
		'serialization',
		'geometry'
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

/** Where tasks come from. Figures are of the real ones unless another kind is chosen. */
export const kinds = {
	real: 'Real bugs',
	teaching: 'Made for teaching',
	injected: 'Injected bugs',
	own: 'Your own'
};
export type Kind = keyof typeof kinds;

export function kindOf({ id, injected, package: name }: CatalogueEntry): Kind {
	if (injected !== null) return 'injected';
	if (id.startsWith(OWN_PREFIX)) return 'own';
	return name === null ? 'teaching' : 'real';
}

/** Bytes to download at most. */
export const sizes = { small: 300e3, medium: 1e6 };
export type Size = keyof typeof sizes;

/** Ids of tasks that each agent resolved in this browser. */
export type ResolvedBy = ReadonlyMap<string, ReadonlySet<string>>;

export const orders = {
	suggested: 'Suggested',
	easiest: 'Easiest first',
	hardest: 'Hardest first',
	smallest: 'Smallest first'
};
export type Order = keyof typeof orders;
export const states = { all: 'Any state', open: 'Not resolved here', resolved: 'Resolved here' };
export type State = keyof typeof states;

export type Filter = {
	text: string;
	topic: Topic | null;
	difficulty: number | null;
	runner: CatalogueEntry['runner'] | null;
	kind: Kind | null;
	size: Size | null;
	state: State;
	/** Resolved by this agent; null = by whichever. */
	agent: string | null;
	order: Order;
};

export const noFilter: Filter = {
	text: '',
	topic: null,
	difficulty: null,
	runner: null,
	kind: null,
	size: null,
	state: 'all',
	agent: null,
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
	resolvedBy: ResolvedBy
): CatalogueEntry[] {
	const { text, topic, difficulty, runner, kind, size, order } = filter;
	return tasks
		.filter(
			(task) =>
				(topic === null || topicOf(task) === topic) &&
				(difficulty === null || task.difficulty === difficulty) &&
				(runner === null || task.runner === runner) &&
				(kind === null || kindOf(task) === kind) &&
				(size === null || task.bytes <= sizes[size]) &&
				isOfState(task, filter, resolvedBy) &&
				hasWords(task, text)
		)
		.sort((one, other) => comparisons[order](one, other) || one.id.localeCompare(other.id));
}

export function resolvedByOf(
	runs: readonly { agent: string; task: string; resolved: boolean }[]
): ResolvedBy {
	const by = new Map<string, Set<string>>();
	for (const { agent, task, resolved } of runs)
		if (resolved) by.set(agent, (by.get(agent) ?? new Set()).add(task));
	return by;
}

/** Tasks that any agent resolved. */
export const resolvedByAny = (resolvedBy: ResolvedBy): ReadonlySet<string> =>
	new Set([...resolvedBy.values()].flatMap((ids) => [...ids]));

function isOfState({ id }: CatalogueEntry, { state, agent }: Filter, resolvedBy: ResolvedBy): boolean {
	const resolved = agent === null ? resolvedByAny(resolvedBy) : (resolvedBy.get(agent) ?? new Set());
	return state === 'all' || resolved.has(id) === (state === 'resolved');
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
		runner: oneOf('runner', RUNNERS),
		kind: oneOf('kind', Object.keys(kinds) as Kind[]),
		size: oneOf('size', Object.keys(sizes) as Size[]),
		state: oneOf('state', Object.keys(states) as State[]) ?? 'all',
		agent: query.get('agent'),
		order: oneOf('order', Object.keys(orders) as Order[]) ?? 'suggested'
	};
}
