/** Calls of a repository's modules and what comes of them, as values.cjs writes them. */

export type Encoded =
	| null
	| boolean
	| number
	| string
	| readonly Encoded[]
	| { readonly $: string; readonly v?: unknown; readonly c?: string };

export type Call = {
	/** File, relative to the repository. */
	module: string;
	/** Names from the exports to the function; empty = the exports themselves. */
	at: readonly string[];
	how: 'call' | 'new';
	args: readonly Encoded[];
	/** Methods of what came back, called one after the other. */
	then: readonly (readonly [name: string, args: readonly Encoded[]])[];
};

/** A value as a person would write it. */
export function asCode(value: Encoded): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(asCode).join(', ')}]`;
	const { $: kind, v, c } = value as { $: string; v?: unknown; c?: string };
	const entries = () =>
		(v as [string, Encoded][]).map(([key, one]) => `${nameOf(key)}: ${asCode(one)}`).join(', ');
	switch (kind) {
		case 'undefined':
			return 'undefined';
		case 'number':
			return String(v);
		case 'bigint':
			return `${String(v)}n`;
		case 'date':
			return `new Date(${String(v)})`;
		case 'regexp':
			return `/${(v as string[])[0]}/${(v as string[])[1]}`;
		case 'map':
		case 'set':
			return `new ${kind === 'map' ? 'Map' : 'Set'}(${asCode(v as Encoded)})`;
		case 'bytes':
			return `Buffer.from('${String(v)}', 'hex')`;
		case 'object':
			return `{ ${entries()} }`.replace('{  }', '{}');
		case 'bare':
			return `Object.assign(Object.create(null), { ${entries()} })`;
		case 'instance':
			return `${c ?? 'object'} { ${entries()} }`;
		default:
			return `<${kind}${typeof v === 'string' ? ` ${v}` : ''}>`;
	}
}

const nameOf = (key: string) => (/^[\w$]+$/.test(key) ? key : JSON.stringify(key));

/** `require('./lib/x.js').parse("a", 1).next()` */
export function callAsCode({ module, at, how, args, then }: Call): string {
	const target = [`require('./${module}')`, ...at].join('.');
	const list = (values: readonly Encoded[]) => `(${values.map(asCode).join(', ')})`;
	const first = `${how === 'new' ? `new (${target})` : target}${list(args)}`;
	return first + then.map(([name, more]) => `.${name}${list(more)}`).join('');
}

/** Characters that the inputs of a call take: the measure of "smaller". */
export function sizeOf(call: Call): number {
	return JSON.stringify([call.args, call.then]).length;
}

/** What came of a call, in words. */
export function outcomeInWords(outcome: string): string {
	const { done, args, pollution } = JSON.parse(outcome) as {
		done: { value?: Encoded; resolved?: Encoded; threw?: string; pending?: true }[];
		args?: string;
		pollution?: string[];
	};
	const last = done.at(-1) ?? {};
	const said =
		last.threw !== undefined
			? `throws ${last.threw}`
			: last.pending
				? 'a promise that does not settle'
				: 'resolved' in last
					? `a promise of ${asCode(last.resolved ?? null)}`
					: 'value' in last
						? asCode(last.value ?? null)
						: 'does not end';
	const more = [
		args !== undefined ? `and leaves its arguments as ${asCode(JSON.parse(args) as Encoded)}` : '',
		pollution ? `and puts ${pollution.join(', ')} on every object` : ''
	];
	return [said, ...more].filter(Boolean).join(' ').slice(0, 600);
}
