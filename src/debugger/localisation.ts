/** Where an agent looked and edited, beside where the bug is: precision and recall, step by step. Lines of the base. */
import { structuredPatch } from 'diff';
import type { Call, Step } from '#model/run.ts';

/** Lines of one file; from 1. */
export type Lines = ReadonlyMap<string, ReadonlySet<number>>;

export type Localisation = {
	step: number;
	/** Files of the gold patch that were looked at, of all its files; and of what was looked at, how much is in it. 0 to 1. */
	files: { precision: number; recall: number };
	lines: { precision: number; recall: number };
};

/** Lines that a change replaces, and those that it puts something between. */
export function linesOf(path: string, before: string, after: string): Set<number> {
	const found = new Set<number>();
	for (const { oldStart, lines } of structuredPatch(path, path, before, after, '', '', { context: 0 })
		.hunks) {
		const removed = lines.filter((line) => line.startsWith('-')).length;
		if (removed === 0) for (const line of [oldStart - 1, oldStart]) if (line > 0) found.add(line);
		for (let offset = 0; offset < removed; offset++) found.add(oldStart + offset);
	}
	return found;
}

/** `lengths`: lines of each file of the base, so that "the whole file" is a number. */
export function localisationOf(
	steps: readonly Step[],
	gold: Lines,
	lengths: ReadonlyMap<string, number>
): Localisation[] {
	const seen = new Map<string, Set<number>>();
	return steps.map((step) => {
		for (const [path, lines] of step.calls.flatMap((call) => viewed(call, lengths))) {
			const known = seen.get(path) ?? new Set<number>();
			for (const line of lines) known.add(line);
			seen.set(path, known);
		}
		return { step: step.index, files: ofFiles(seen, gold), lines: ofLines(seen, gold) };
	});
}

function ofFiles(seen: Lines, gold: Lines): Localisation['files'] {
	const hits = [...seen.keys()].filter((path) => gold.has(path)).length;
	return { precision: share(hits, seen.size), recall: share(hits, gold.size) };
}

function ofLines(seen: Lines, gold: Lines): Localisation['lines'] {
	let [hits, looked, wanted] = [0, 0, 0];
	for (const lines of seen.values()) looked += lines.size;
	for (const [path, lines] of gold) {
		wanted += lines.size;
		for (const line of lines) if (seen.get(path)?.has(line)) hits += 1;
	}
	return { precision: share(hits, looked), recall: share(hits, wanted) };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** What a call shows of which files: the editor's view, and cat, head, tail and sed -n of the shell. */
export function viewed(
	{ tool, input, exitCode }: Call,
	lengths: ReadonlyMap<string, number>
): [path: string, lines: number[]][] {
	if (exitCode !== 0) return [];
	if (tool === 'str_replace_editor') {
		const path = known(String(input['path'] ?? ''), lengths);
		const range = input['view_range'];
		if (path === null || input['command'] !== 'view') return [];
		const [from, to] = Array.isArray(range) ? range.map(Number) : [1, -1];
		return [[path, between(from ?? 1, to ?? -1, lengths.get(path) ?? 0)]];
	}
	return tool === 'bash' ? shown(String(input['command'] ?? ''), lengths) : [];
}

function shown(command: string, lengths: ReadonlyMap<string, number>): [string, number[]][] {
	return command.split(/&&|\|\||[;|\n]/).flatMap((part): [string, number[]][] => {
		const words = part.trim().split(/\s+/);
		const paths = words.slice(1).flatMap((word) => known(word.replace(/^['"]|['"]$/g, ''), lengths) ?? []);
		return paths.flatMap((path): [string, number[]][] => {
			const all = lengths.get(path) ?? 0;
			const count = Number(/-n?\s*(\d+)/.exec(part)?.[1] ?? 10);
			const [, from, to] = /(\d+)(?:,(\d+))?p/.exec(part) ?? [];
			switch (words[0] ?? '') {
				case 'cat':
				case 'nl':
				case 'less':
					return [[path, between(1, all, all)]];
				case 'head':
					return [[path, between(1, count, all)]];
				case 'tail':
					return [[path, between(all - count + 1, all, all)]];
				case 'sed':
					return part.includes('-n') && from ? [[path, between(Number(from), Number(to ?? from), all)]] : [];
				default:
					return [];
			}
		});
	});
}

function known(path: string, lengths: ReadonlyMap<string, number>): string | null {
	const plain = path.replace(/^(\.?\/)+/, '');
	if (lengths.has(plain)) return plain;
	return [...lengths.keys()].find((one) => plain.endsWith(`/${one}`)) ?? null;
}

function between(from: number, to: number, all: number): number[] {
	const [first, last] = [Math.max(1, from), to < 0 ? all : Math.min(to, all)];
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
