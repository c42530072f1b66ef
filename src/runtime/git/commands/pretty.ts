/** One commit as git log and git show print it. https://git-scm.com/docs/pretty-formats */
import { defaultDate, isoDate, relativeDate, rfcDate, shortDate, strictIsoDate } from '../dates.ts';
import type { Commit, Id, Person } from '../objects.ts';
import type { Options } from '../options.ts';
import type { Repository } from '../repository.ts';

export type Walked = { id: Id; commit: Commit };

const SHORT = 7;

const indented = (message: string) =>
	message
		.replace(/\n+$/, '')
		.split('\n')
		.map((line) => `    ${line}`)
		.join('\n');
const subjectOf = (message: string) =>
	(message.trimStart().split(/\n\s*\n/)[0] ?? '').trimEnd().replaceAll('\n', ' ');
const bodyOf = (message: string) => message.trimStart().split(/\n\s*\n(.*)/s)[1] ?? '';

function dateText(person: Person, style: string, now: number): string {
	switch (style) {
		case 'iso':
		case 'iso8601':
			return isoDate(person);
		case 'iso-strict':
			return strictIsoDate(person);
		case 'short':
			return shortDate(person);
		case 'rfc':
		case 'rfc2822':
			return rfcDate(person);
		case 'unix':
			return String(person.time);
		case 'raw':
			return `${person.time} ${person.zone}`;
		case 'relative':
			return relativeDate(person, now);
		default:
			return defaultDate(person);
	}
}

/** %H, %an and the rest. https://git-scm.com/docs/pretty-formats */
function formatted(
	repository: Repository,
	{ id, commit }: Walked,
	format: string,
	style: string | undefined
): string {
	const now = repository.context.now() / 1000;
	const person = (who: Person, field: string) => {
		const values: Record<string, () => string> = {
			n: () => who.name,
			e: () => who.email,
			l: () => who.email.split('@')[0] ?? '',
			d: () => dateText(who, style ?? '', now),
			t: () => String(who.time),
			i: () => isoDate(who),
			I: () => strictIsoDate(who),
			s: () => shortDate(who),
			r: () => relativeDate(who, now),
			D: () => rfcDate(who)
		};
		return (values[field] ?? (() => ''))();
	};
	const refs = refsOf(repository, id);
	const plain: Record<string, () => string> = {
		H: () => id,
		h: () => id.slice(0, SHORT),
		T: () => commit.tree,
		t: () => commit.tree.slice(0, SHORT),
		P: () => commit.parents.join(' '),
		p: () => commit.parents.map((parent) => parent.slice(0, SHORT)).join(' '),
		s: () => subjectOf(commit.message),
		f: () =>
			subjectOf(commit.message)
				.replace(/[^\w.]+/g, '-')
				.replace(/^-|-$/g, ''),
		b: () => bodyOf(commit.message),
		B: () => commit.message,
		d: () => (refs ? ` (${refs})` : ''),
		D: () => refs,
		n: () => '\n',
		'%': () => '%'
	};
	return format.replace(
		/%(?:([ac])([nelditIsrD])|x([0-9a-f]{2})|C\([^)]*\)|C(?:red|green|blue|reset|yellow)|([HhTtPpsfbBdDn%]))/g,
		(_, who, field, hex, letter) => {
			if (who) return person(who === 'a' ? commit.author : commit.committer, field);
			if (hex) return String.fromCharCode(parseInt(hex, 16));
			return letter ? (plain[letter]?.() ?? '') : '';
		}
	);
}

function refsOf(repository: Repository, id: Id): string {
	const { branch, head } = repository.refs;
	const names: string[] = [];
	if (head === id) names.push(branch ? `HEAD -> ${branch.replace('refs/heads/', '')}` : 'HEAD');
	for (const tag of repository.refs.names('tags'))
		if (repository.refs.at(`refs/tags/${tag}`) === id) names.push(`tag: ${tag}`);
	for (const name of repository.refs.names('heads'))
		if (`refs/heads/${name}` !== branch && repository.refs.at(`refs/heads/${name}`) === id) names.push(name);
	return names.join(', ');
}

/** One commit, without its changes; and whether a line end stands between it and the next. */
export function headOf(
	repository: Repository,
	walked: Walked,
	options: Options
): { text: string; separated: boolean } {
	const { id, commit } = walked;
	const shown = options.has('abbrev-commit') ? id.slice(0, SHORT) : id;
	const given = options.value('format') ?? 'medium';
	const style = options.value('date') ?? '';
	const now = repository.context.now() / 1000;
	const merge =
		commit.parents.length > 1
			? `Merge: ${commit.parents.map((parent) => parent.slice(0, SHORT)).join(' ')}\n`
			: '';
	const person = ({ name, email }: Person) => `${name} <${email}>`;
	switch (given || 'medium') {
		case 'oneline':
			return {
				text: `${shown} ${subjectOf(commit.message)}\n`,
				separated: false
			};
		case 'short':
			return {
				text: `commit ${shown}\n${merge}Author: ${person(commit.author)}\n\n    ${subjectOf(commit.message)}\n`,
				separated: true
			};
		case 'medium':
			return {
				text: `commit ${shown}\n${merge}Author: ${person(commit.author)}\nDate:   ${dateText(commit.author, style, now)}\n\n${indented(commit.message)}\n`,
				separated: true
			};
		case 'full':
			return {
				text: `commit ${shown}\n${merge}Author: ${person(commit.author)}\nCommit: ${person(commit.committer)}\n\n${indented(commit.message)}\n`,
				separated: true
			};
		case 'fuller':
			return {
				text: `commit ${shown}\n${merge}Author:     ${person(commit.author)}\nAuthorDate: ${dateText(commit.author, style, now)}\nCommit:     ${person(commit.committer)}\nCommitDate: ${dateText(commit.committer, style, now)}\n\n${indented(commit.message)}\n`,
				separated: true
			};
		default: {
			const isT = !given.startsWith('format:');
			const text = formatted(repository, walked, given.replace(/^t?format:/, ''), style);
			return { text: isT || text === '' ? `${text}\n` : text, separated: false };
		}
	}
}
