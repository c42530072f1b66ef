/** git blame: which commit each line comes from. */
import { worktreeLeaves } from '../changes.ts';
import { isoDate } from '../dates.ts';
import { changesOf, linesOf } from '../hunks.ts';
import type { Commit, Id, Person } from '../objects.ts';
import { parse, type Options } from '../options.ts';
import { Repository } from '../repository.ts';
import { fatal, GitError, textOf, type GitContext } from '../system.ts';
import { ZERO } from '../objects.ts';

type Origin = { id: Id; commit: Commit | null; line: number; isRoot: boolean; path: string };

/** Every line's origin: each version's changes against its parent are blamed on it, the rest goes on to the parent. */
function originsOf(
	repository: Repository,
	path: string,
	start: Id | null,
	own: string[] | null
): { lines: string[]; origins: Origin[] } {
	const textAt = (id: Id) => {
		const leaf = repository.leaves(repository.objects.commit(id).tree).get(path);
		return leaf ? linesOf(textOf(repository.objects.blob(leaf.id))) : null;
	};
	let current = start;
	let lines = own ?? (current ? textAt(current) : null);
	if (!lines) throw fatal(`no such path '${path}' in ${start?.slice(0, 7) ?? 'HEAD'}`);
	const all = lines;
	const origins = new Array<Origin | undefined>(lines.length);
	/** Of each line of this version: where it is in the version that is asked about. */
	let places = lines.map((_, at) => at);
	let blamed: { id: Id; commit: Commit | null } = own
		? { id: ZERO, commit: null }
		: { id: current ?? '', commit: repository.objects.commit(current ?? '') };
	let next = own ? current : (blamed.commit?.parents[0] ?? null);
	for (;;) {
		const before: string[] | null = next ? textAt(next) : null;
		const changes = before
			? changesOf(before, lines)
			: [{ oldFrom: 0, oldTo: 0, newFrom: 0, newTo: lines.length }];
		for (const { newFrom, newTo } of changes)
			for (let line = newFrom; line < newTo; line++) {
				const place = places[line] ?? -1;
				if (place >= 0)
					origins[place] = { ...blamed, line: line + 1, isRoot: blamed.commit?.parents.length === 0, path };
			}
		if (!before || !next) break;
		places = carried(before, lines, places);
		lines = before;
		current = next;
		blamed = { id: current, commit: repository.objects.commit(current) };
		next = blamed.commit?.parents[0] ?? null;
	}
	return { lines: all, origins: origins as Origin[] };
}

/** Places of the older version's lines. */
function carried(before: string[], after: string[], places: number[]): number[] {
	const result = before.map(() => -1);
	let [oldAt, newAt] = [0, 0];
	const copy = (oldEnd: number) => {
		while (oldAt < oldEnd) result[oldAt++] = places[newAt++] ?? -1;
	};
	for (const { oldFrom, oldTo, newTo } of changesOf(before, after)) {
		copy(oldFrom);
		[oldAt, newAt] = [oldTo, newTo];
	}
	copy(before.length);
	return result;
}

export async function blame(context: GitContext, args: string[]): Promise<number> {
	const options = parse('blame', args, {
		flags: [
			's',
			'porcelain',
			'line-porcelain',
			'show-name',
			'show-number',
			'show-email',
			'root',
			'w',
			'l',
			'M',
			'C'
		],
		values: ['L'],
		short: { p: 'porcelain', f: 'show-name', n: 'show-number', e: 'show-email' }
	});
	const repository = Repository.find(context);
	const typed = [...options.words, ...(options.paths ?? [])];
	const name = typed.at(-1);
	if (name === undefined)
		throw new GitError('usage: git blame [<options>] [<rev-opts>] [<rev>] [--] <file>', 129);
	const path = repository.pathOf(name);
	const revision = typed.length > 1 ? repository.refs.resolve(typed[0] ?? '') : null;
	const index = repository.indexLeaves();
	const now = worktreeLeaves(repository, index).get(path);
	if (!revision && !index.has(path)) throw fatal(`no such path '${path}' in HEAD`);
	const own =
		!revision && now?.id !== repository.headLeaves().get(path)?.id
			? linesOf(textOf(repository.bytesOf(path)))
			: null;
	const { lines, origins } = originsOf(repository, path, revision ?? repository.refs.head, own);
	const [first, last] = rangeOf(options.value('L'), lines.length);
	const chosen = origins.slice(first, last);
	if (options.has('porcelain') || options.has('line-porcelain')) {
		context.out(porcelain(lines.slice(first, last), chosen, first, options.has('line-porcelain')));
		return 0;
	}
	context.out(plain(repository, lines, chosen, { first, last, options }));
	return 0;
}

function plain(
	repository: Repository,
	lines: string[],
	chosen: readonly Origin[],
	{ first, last, options }: { first: number; last: number; options: Options }
): string {
	const people = chosen.map(({ commit }) =>
		options.has('show-email')
			? `<${commit?.author.email ?? 'not.committed.yet'}>`
			: (commit?.author.name ?? 'Not Committed Yet')
	);
	const width = Math.max(...people.map((person) => person.length));
	const numbers = String(last).length;
	const today: Person = {
		name: '',
		email: '',
		time: Math.floor(repository.context.now() / 1000),
		zone: repository.person('AUTHOR').zone
	};
	const text = chosen.map(({ id, commit, isRoot }, at) => {
		const short = isRoot && !options.has('root') ? `^${id.slice(0, 7)}` : id.slice(0, 8);
		const who = options.has('s')
			? ''
			: ` (${(people[at] ?? '').padEnd(width)} ${isoDate(commit?.author ?? today)}`;
		const line = lines[first + at] ?? '';
		return `${short}${who} ${String(first + at + 1).padStart(numbers)}) ${line.endsWith('\n') ? line : `${line}\n`}`;
	});
	return text.join('');
}

/** -L 3,5 and 3,+2; from 0, the end not in it. */
function rangeOf(given: string | undefined, count: number): [number, number] {
	if (given === undefined) return [0, count];
	const [, start = '1', plus, end] = /^(\d*)(?:,(\+?)(\d*))?$/.exec(given) ?? [];
	const from = Number(start || 1) - 1;
	if (from >= count) throw fatal(`file has only ${count} line${count === 1 ? '' : 's'}`);
	if (!end) return [from, count];
	return [from, Math.min(count, plus ? from + Number(end) : Number(end))];
}

function porcelain(lines: string[], origins: readonly Origin[], first: number, always: boolean): string {
	const told = new Set<Id>();
	let text = '';
	for (const [at, { id, commit, line, isRoot, path }] of origins.entries()) {
		const previous = origins[at - 1];
		const begins = previous?.id !== id || previous.line + 1 !== line;
		let size = 1;
		while (origins[at + size]?.id === id && origins[at + size]?.line === line + size) size++;
		text += `${id} ${line} ${first + at + 1}${begins ? ` ${size}` : ''}\n`;
		if (commit && (always || !told.has(id))) {
			const who = (role: string, { name, email, time, zone }: Person) =>
				`${role} ${name}\n${role}-mail <${email}>\n${role}-time ${time}\n${role}-tz ${zone}\n`;
			text += `${who('author', commit.author)}${who('committer', commit.committer)}summary ${commit.message.split('\n')[0]}\n${isRoot ? 'boundary\n' : commit.parents[0] ? `previous ${commit.parents[0]} ${path}\n` : ''}filename ${path}\n`;
		}
		told.add(id);
		text += `\t${(lines[at] ?? '').replace(/\n$/, '')}\n`;
	}
	return text;
}
