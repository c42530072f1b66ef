/** Patches: what a unified diff says, and a text after it. Shared by git apply and patch. */
import { linesOf } from './hunks.ts';

export type Hunk = {
	oldStart: number;
	oldCount: number;
	newStart: number;
	newCount: number;
	/** With their sign and line end. */
	lines: string[];
	/** Line of the patch that it begins at, from 1. */
	at: number;
};

export type FilePatch = {
	/** As written, without a/ and b/ taken off; null = /dev/null. */
	from: string | null;
	to: string | null;
	oldMode: string | null;
	newMode: string | null;
	kind: 'change' | 'create' | 'delete' | 'rename' | 'copy';
	/** Of rename from and to, which have no prefix. */
	renameFrom: string | null;
	renameTo: string | null;
	isBinary: boolean;
	hunks: Hunk[];
};

export class PatchError extends Error {
	readonly line: number;
	constructor(line: number, message = `corrupt patch at line ${line}`) {
		super(message);
		this.line = line;
	}
}

function unquoted(name: string): string {
	if (!name.startsWith('"')) return name;
	const bytes: number[] = [];
	for (const [, octal, escape, char] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([\s\S])/g)) {
		if (octal) bytes.push(parseInt(octal, 8));
		else
			for (const byte of new TextEncoder().encode(
				escape ? ({ n: '\n', t: '\t', r: '\r' }[escape] ?? escape) : char
			))
				bytes.push(byte);
	}
	return new TextDecoder().decode(Uint8Array.from(bytes));
}

const nameIn = (text: string): string | null => {
	const name = unquoted(
		(text.startsWith('"') ? (/^"(?:\\.|[^"])*"/.exec(text)?.[0] ?? text) : text.split('\t')[0])?.trimEnd() ??
			''
	);
	return name === '/dev/null' ? null : name;
};

export function parsePatch(text: string): FilePatch[] {
	const lines = linesOf(text);
	const patches: FilePatch[] = [];
	let current: FilePatch | null = null as FilePatch | null;
	const open = (): FilePatch => {
		current = {
			from: null,
			to: null,
			oldMode: null,
			newMode: null,
			kind: 'change',
			renameFrom: null,
			renameTo: null,
			isBinary: false,
			hunks: []
		};
		patches.push(current);
		return current;
	};
	for (let at = 0; at < lines.length; at++) {
		const line = (lines[at] ?? '').replace(/\r?\n$/, '');
		const patch = current;
		const git = /^diff --git (.*)$/.exec(line);
		if (git) {
			const made = open();
			const half = /^"?a\/(.*?)"? "?b\/\1"?$/.exec(git[1] ?? '');
			if (half) [made.from, made.to] = [`a/${half[1]}`, `b/${half[1]}`];
		} else if (line.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ')) {
			const target: FilePatch = patch && patch.hunks.length === 0 && isGitHeader(patch) ? patch : open();
			target.from = nameIn(line.slice(4));
			target.to = nameIn((lines[++at] ?? '').replace(/\r?\n$/, '').slice(4));
			if (target.kind === 'change')
				target.kind = target.from === null ? 'create' : target.to === null ? 'delete' : 'change';
		} else if (line.startsWith('@@ -') && patch) at = readHunk(lines, at, patch);
		else if (patch) header(patch, line);
	}
	return patches;
}

const isGitHeader = (patch: FilePatch): boolean =>
	patch.from !== null || patch.oldMode !== null || patch.newMode !== null || patch.renameFrom !== null;

function header(patch: FilePatch, line: string): void {
	const [, name = '', value = ''] =
		/^(old mode|new mode|new file mode|deleted file mode|rename from|rename to|copy from|copy to|index|GIT binary patch|Binary files) ?(.*)$/.exec(
			line
		) ?? [];
	switch (name) {
		case 'old mode':
			patch.oldMode = value;
			break;
		case 'new mode':
			patch.newMode = value;
			break;
		case 'new file mode':
			patch.kind = 'create';
			patch.newMode = value;
			break;
		case 'deleted file mode':
			patch.kind = 'delete';
			patch.oldMode = value;
			break;
		case 'rename from':
		case 'copy from':
			patch.kind = name.startsWith('rename') ? 'rename' : 'copy';
			patch.renameFrom = unquoted(value);
			break;
		case 'rename to':
		case 'copy to':
			patch.renameTo = unquoted(value);
			break;
		case 'GIT binary patch':
		case 'Binary files':
			patch.isBinary = true;
			break;
		default:
	}
}

/** Returns the index of its last line. */
function readHunk(lines: string[], at: number, patch: FilePatch): number {
	const [, oldStart, oldCount = '1', newStart, newCount = '1'] =
		/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(lines[at] ?? '') ?? [];
	if (oldStart === undefined) throw new PatchError(at + 1);
	const hunk: Hunk = {
		oldStart: Number(oldStart),
		oldCount: Number(oldCount),
		newStart: Number(newStart),
		newCount: Number(newCount),
		lines: [],
		at: at + 1
	};
	let [old, now] = [hunk.oldCount, hunk.newCount];
	let index = at + 1;
	for (; old > 0 || now > 0; index++) {
		const line = lines[index];
		if (line === undefined) throw new PatchError(index + 1);
		const sign = line[0];
		if (sign === '\\') {
			dropEnd(hunk);
			continue;
		}
		if (sign === ' ' || sign === '\n' || sign === '-') old--;
		if (sign === ' ' || sign === '\n' || sign === '+') now--;
		if (!' \n+-'.includes(sign ?? '?') || old < 0 || now < 0) throw new PatchError(index + 1);
		hunk.lines.push(sign === '\n' ? ` ${line}` : line);
	}
	if (lines[index]?.startsWith('\\')) {
		dropEnd(hunk);
		index++;
	}
	patch.hunks.push(hunk);
	return index - 1;
}

/** "\ No newline at end of file" */
function dropEnd({ lines }: Hunk): void {
	lines.push((lines.pop() ?? '').replace(/\n$/, ''));
}

export function reversed(patch: FilePatch): FilePatch {
	const swap = {
		create: 'delete',
		delete: 'create',
		change: 'change',
		rename: 'rename',
		copy: 'copy'
	} as const;
	const turned = (line: string) =>
		line.startsWith('+') ? `-${line.slice(1)}` : line.startsWith('-') ? `+${line.slice(1)}` : line;
	return {
		...patch,
		from: patch.to,
		to: patch.from,
		oldMode: patch.newMode,
		newMode: patch.oldMode,
		renameFrom: patch.renameTo,
		renameTo: patch.renameFrom,
		kind: swap[patch.kind],
		hunks: patch.hunks.map(({ oldStart, oldCount, newStart, newCount, lines, at }) => ({
			oldStart: newStart,
			oldCount: newCount,
			newStart: oldStart,
			newCount: oldCount,
			lines: lines.map(turned),
			at
		}))
	};
}

export type Applied = {
	lines: string[];
	/** Hunks that do not fit. */
	rejected: Hunk[];
	/** Of each that fits: lines away from where it says, and lines of context that did not count. */
	places: { hunk: Hunk; offset: number; fuzz: number; line: number }[];
};

/** @param mostFuzz lines of context at the ends that may differ: patch has 2, git none */
export function applyHunks(before: readonly string[], hunks: readonly Hunk[], mostFuzz: number): Applied {
	const result: Applied = { lines: [...before], rejected: [], places: [] };
	let delta = 0;
	let floor = 0;
	for (const hunk of hunks) {
		const old = hunk.lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
		const now = hunk.lines.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
		const wanted = Math.max(0, hunk.oldCount === 0 ? hunk.oldStart : hunk.oldStart - 1) + delta;
		const found = findPlace(result.lines, hunk, { old, wanted, floor, mostFuzz });
		if (!found) {
			result.rejected.push(hunk);
			continue;
		}
		const { at, fuzz, head } = found;
		const kept = now.slice(head, now.length - found.tail);
		result.lines.splice(at + head, old.length - head - found.tail, ...kept);
		result.places.push({ hunk, offset: at - wanted, fuzz, line: at + 1 });
		delta += at - wanted + now.length - old.length;
		floor = at + now.length;
	}
	return result;
}

type Search = { old: string[]; wanted: number; floor: number; mostFuzz: number };

function findPlace(lines: string[], hunk: Hunk, { old, wanted, floor, mostFuzz }: Search) {
	const lead = hunk.lines.findIndex((line) => !line.startsWith(' '));
	const trail = [...hunk.lines].reverse().findIndex((line) => !line.startsWith(' '));
	for (let fuzz = 0; fuzz <= mostFuzz; fuzz++) {
		const head = Math.max(0, Math.min(fuzz, lead) - Math.max(0, 0));
		const tail = Math.min(fuzz, Math.max(0, trail));
		const core = old.slice(head, old.length - tail);
		// Without context at one end it stands at that end of the file.
		const atStart = fuzz === 0 && mostFuzz === 0 && hunk.oldStart <= 1 && lead < trail;
		const atEnd = fuzz === 0 && mostFuzz === 0 && trail < lead;
		const fits = (at: number) =>
			at >= floor &&
			at + old.length <= lines.length + head + tail &&
			core.every((line, index) => lines[at + head + index] === line) &&
			(!atStart || at === 0) &&
			(!atEnd || at + old.length === lines.length);
		for (let distance = 0; distance <= lines.length; distance++)
			for (const at of distance === 0 ? [wanted] : [wanted + distance, wanted - distance])
				if (fits(at)) return { at, fuzz, head, tail };
	}
	return null;
}
