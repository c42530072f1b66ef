/** What makes a run of another tool comparable with ours: where its repository stood, and outputs without that tool's frame. Pure. */
import { parsePatch } from 'diff';
import { steady } from '#model/steady.ts';

const ABSOLUTE = /(?<![\w.~/-])\/[\w.@+-]+(?:\/[\w.@+-]+)*/g;
const SYSTEM = /^\/(bin|dev|etc|lib|lib64|opt|proc|root|sbin|sys|tmp|usr|var)(\/|$)/;

/**
 * The folder in which another machine had the repository: the one below which most of the paths that its actions name
 * are the repository's, else where its commands go first.
 * @param isKnown whether the repository has a file or folder of that path
 * @returns null where the actions name no absolute path
 */
export function rootIn(actions: readonly string[], isKnown: (path: string) => boolean): string | null {
	const hits = new Map<string, number>();
	for (const text of actions)
		for (const [path] of text.matchAll(ABSOLUTE)) {
			const parts = path.split('/');
			for (let at = 2; at < parts.length; at++) {
				const root = parts.slice(0, at).join('/');
				if (isKnown(parts.slice(at).join('/'))) hits.set(root, (hits.get(root) ?? 0) + 1);
			}
		}
	const [best] = [...hits].sort(([a, x], [b, y]) => y - x || a.length - b.length);
	if (best) return best[0];
	const gone = actions.flatMap((text) => /\bcd (\/[\w.@+/-]+)/.exec(text)?.[1] ?? []);
	return gone.find((path) => !SYSTEM.test(path))?.replace(/\/$/, '') ?? null;
}

/** The same with `root` where `from` stood, in every text of it. */
export function moved<T>(value: T, from: string, root: string): T {
	if (typeof value === 'string') {
		const pattern = new RegExp(
			`(?<![\\w.-])${from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-]|\\.\\w)`,
			'g'
		);
		return value.replace(pattern, () => root) as T;
	}
	if (Array.isArray(value)) return value.map((one: unknown) => moved(one, from, root)) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one, from, root)])) as T;
}

/** What a tool says around a command's output: how it ended, where it is, and tags. */
const FRAMES = [
	/^<returncode>.*?<\/returncode>\n?/,
	/^<output>\n?|\n?<\/output>$/g,
	/\n?\[The command completed with exit code -?\d+\.\]$/,
	/\n*WARNING: Scrolling many times in a row is very inefficient\.\n.*instead\.\n*$/,
	/\n?\[(Current working directory|Python interpreter|Command finished with exit code):?[^\]]*\]/g
];

/** An output as it is compared; null = nothing of it says anything: the tool only takes notice. */
export function plainOutput(output: string, tool: string): string | null {
	if (tool === 'think' || tool === 'submit') return null;
	const bare = FRAMES.reduce((text, frame) => text.replace(frame, ''), output.trim());
	const lines = steady(bare)
		.split('\n')
		.map((line) => line.trimEnd());
	// A file system lists files in an order of its own.
	const [head = '', ...files] = lines;
	const listed = /^Found \d+ matches for .* in .*:$/.test(head) && files.every((line) => /^[./]/.test(line));
	return (listed ? [head, ...files.sort()] : lines).join('\n').trim();
}

/** How two unified diffs change files differently, in words; empty = they change the same lines to the same. */
export function differencesOfDiffs(then: string, now: string): string[] {
	const [recorded, again] = [linesByFile(then), linesByFile(now)];
	const paths = [...new Set([...recorded.keys(), ...again.keys()])].sort();
	return paths.flatMap((path) => {
		const [was, is] = [recorded.get(path), again.get(path)];
		if (was === is) return [];
		if (was === undefined) return [`${path} was not changed then`];
		return [is === undefined ? `${path} was changed then` : `${path} was changed otherwise`];
	});
}

function linesByFile(text: string): Map<string, string> {
	const files = new Map<string, string>();
	for (const { oldFileName, newFileName, hunks } of parsePatch(text)) {
		const name = newFileName === '/dev/null' ? oldFileName : newFileName;
		const lines = hunks.flatMap((hunk) => hunk.lines.filter((line) => /^[+-]/.test(line)));
		if (lines.length > 0) files.set((name ?? '').replace(/^[ab]\//, ''), lines.join('\n'));
	}
	return files;
}
