/** The output forms that diff, show and log share. */
import type { Contents, FileChange } from '../changes.ts';
import type { Known, Options } from '../options.ts';
import {
	defaultPatch,
	nameStatus,
	numStat,
	patchOf,
	quotePath,
	shortStat,
	stat,
	summary
} from '../patch-text.ts';

export const formOptions: Known = {
	flags: [
		'patch',
		'no-patch',
		'numstat',
		'shortstat',
		'summary',
		'name-only',
		'name-status',
		'raw',
		'no-color',
		'no-renames',
		'no-ext-diff',
		'full-index',
		'binary',
		'no-prefix',
		'minimal',
		'histogram',
		'patience',
		'patch-with-stat',
		'text',
		'quiet',
		'exit-code',
		'no-index',
		'relative'
	],
	values: ['unified', 'diff-filter', 'src-prefix', 'dst-prefix'],
	optional: ['stat', 'color', 'find-renames', 'abbrev'],
	short: { p: 'patch', u: 'patch', s: 'no-patch', U: 'unified', M: 'find-renames', a: 'text' }
};

export const withForms = ({ flags, values = [], optional = [], short = {} }: Known): Known => ({
	flags: [...flags, ...formOptions.flags],
	values: [...values, ...(formOptions.values ?? [])],
	optional: [...optional, ...(formOptions.optional ?? [])],
	short: { ...formOptions.short, ...short }
});

/** Whether one of the forms was asked for. */
export const hasForm = (options: Options): boolean =>
	[
		'patch',
		'stat',
		'numstat',
		'shortstat',
		'summary',
		'name-only',
		'name-status',
		'unified',
		'patch-with-stat'
	].some(options.has);

export function shownChanges(changes: readonly FileChange[], contents: Contents, options: Options): string {
	const filter = options.value('diff-filter');
	const wanted = changes.filter(
		({ status }) =>
			!filter || (filter.toUpperCase() === filter) === filter.includes(status) || filter.includes(status)
	);
	if (options.has('name-only')) return wanted.map(({ path }) => `${quotePath(path)}\n`).join('');
	if (options.has('name-status')) return nameStatus(wanted);
	let text = '';
	if (options.has('numstat')) text += numStat(wanted, contents);
	if (options.has('stat') || options.has('patch-with-stat')) text += stat(wanted, contents);
	if (options.has('shortstat')) text += shortStat(wanted, contents);
	if (options.has('summary')) text += summary(wanted);
	const isPatch =
		options.has('patch') || options.has('unified') || options.has('patch-with-stat') || !hasForm(options);
	if (!isPatch) return text;
	if (text !== '') text += '\n';
	const patch = {
		context: Number(options.value('unified') ?? 3),
		abbreviation: options.has('full-index') || options.has('binary') ? 40 : defaultPatch.abbreviation,
		prefixes: (options.has('no-prefix')
			? ['', '']
			: [options.value('src-prefix') ?? 'a/', options.value('dst-prefix') ?? 'b/']) as [string, string]
	};
	return text + wanted.map((change) => patchOf(change, contents, patch)).join('');
}
