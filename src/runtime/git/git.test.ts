/** Our git beside the machine's own: the same commands in two folders say the same and leave the same. */
import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runOurs, type Told } from './disk.testing.ts';

const available = (name: string) => spawnSync(name, ['--version']).status === 0;

/** One step: a command of the shell's kind, a file to write ("> path" and its text), or an input ("< text") for the command. */
type Step =
	| string
	| { write: string; text: string; mode?: number }
	| { link: string; to: string }
	| { run: string; input: string };
type Case = { title: string; steps: Step[] };

const long = Array.from({ length: 40 }, (_, at) => `line ${at + 1}\n`).join('');
const code = `import x from 'x';\n\nexport function one() {\n\tif (x) {\n\t\treturn 1;\n\t}\n\n\treturn 2;\n}\n\nexport function two() {\n\treturn 3;\n}\n`;

const begin: Step[] = [
	'git init -q .',
	'git config user.name Tester',
	'git config user.email t@example.com',
	{ write: 'a.txt', text: 'one\ntwo\nthree\n' },
	{ write: 'lib/code.js', text: code },
	{ write: 'lib/long.txt', text: long },
	'git add -A',
	'git commit -m first'
];

const cases: Case[] = [
	{
		title: 'init, status and add in a repository without commits',
		steps: [
			'git init .',
			'git status',
			{ write: 'x', text: '1\n' },
			{ write: 'd/y', text: '2\n' },
			'git status',
			'git status -s',
			'git add x',
			'git status',
			'git status --porcelain',
			'git log',
			'git diff --cached',
			'git rev-parse --show-prefix',
			'git rev-parse HEAD',
			'git ls-files',
			'git init .'
		]
	},
	{
		title: 'the first commit',
		steps: [
			...begin,
			'git status',
			'git log --format=%s',
			'git ls-files -s',
			'git ls-tree -r HEAD',
			'git rev-parse HEAD HEAD^{tree}',
			'git commit -m nothing',
			'git show --stat',
			'git show HEAD:a.txt',
			'git cat-file -p HEAD',
			'git branch',
			'git rev-parse --abbrev-ref HEAD'
		]
	},
	{
		title: 'changes that are not staged, staged, both, and files that are new',
		steps: [
			...begin,
			{ write: 'a.txt', text: 'one\n2\nthree\n' },
			{ write: 'new.txt', text: 'n' },
			'git status',
			'git status -s',
			'git diff',
			'git add a.txt',
			'git status',
			{ write: 'a.txt', text: 'one\n2\n3\n' },
			'git status',
			'git status --short',
			'git diff',
			'git diff --cached',
			'git diff HEAD',
			'git diff --stat HEAD',
			'git diff --name-only',
			'git diff --numstat --cached',
			'git diff --name-status HEAD',
			'git diff --shortstat',
			'git diff --exit-code',
			'git diff --quiet',
			'git diff -- lib',
			'git diff HEAD -- a.txt'
		]
	},
	{
		title: 'diffs of code: headings, several hunks, context, indents, no line end at the end',
		steps: [
			...begin,
			{
				write: 'lib/code.js',
				text: code
					.replace('\treturn 2;\n}\n', '\treturn 2;\n}\n\nexport function between() {\n\treturn 2.5;\n}\n')
					.replace('return 1', 'return 10')
			},
			{
				write: 'lib/long.txt',
				text: long
					.replace('line 5\n', 'five\n')
					.replace('line 20\n', '')
					.replace('line 38\n', 'line 38\nmore\n')
			},
			{ write: 'a.txt', text: 'one\ntwo\nthree' },
			'git diff',
			'git diff -U0',
			'git diff -U10 lib/long.txt',
			'git diff --stat',
			'git diff --patch-with-stat lib/code.js',
			'git diff --no-prefix a.txt',
			'git diff --full-index a.txt',
			'git diff --summary'
		]
	},
	{
		title: 'files that are removed, renamed, changed in mode, binary, links',
		steps: [
			...begin,
			'rm a.txt',
			'git status',
			'git diff',
			'git rm -q a.txt',
			'git mv lib/long.txt lib/moved.txt',
			{ write: 'lib/code.js', text: code, mode: 0o755 },
			{ write: 'bin.dat', text: 'a\0b' },
			{ link: 'link', to: 'lib' },
			'git status',
			'git add -A',
			'git status',
			'git status -s',
			'git diff --cached',
			'git diff --cached --stat',
			'git diff --cached -M --name-status',
			'git commit -m "many kinds"',
			'git show --stat --summary HEAD',
			'git log --oneline --name-status -1 --format=%s',
			'git log -p -1 --format=%s'
		]
	},
	{
		title: 'a file that is renamed and changed',
		steps: [
			...begin,
			'git mv lib/long.txt lib/other.txt',
			{ write: 'lib/other.txt', text: long.replace('line 7', 'seven') },
			'git add -A',
			'git status',
			'git diff --cached',
			'git diff --cached --stat',
			'git diff --cached --no-renames --stat',
			'git commit -m renamed',
			'git log --stat -1 --format=%h'
		]
	},
	{
		title: 'log: forms, limits, paths and ranges',
		steps: [
			...begin,
			{ write: 'b', text: 'b\n' },
			'git add b',
			'git commit -qm "second line\n\nwith a body\nof two lines"',
			{ write: 'a.txt', text: 'changed\n' },
			'git commit -qam third',
			'git log',
			'git log --oneline',
			'git log -1',
			'git log -n 2 --oneline',
			'git log --oneline -- a.txt',
			'git log HEAD~1 --oneline',
			'git log HEAD~2..HEAD --oneline',
			'git log --reverse --format="%h %an <%ae> %s%n%b"',
			'git log --pretty=format:%s',
			'git log --pretty=short -1',
			'git log --pretty=fuller -1',
			'git log --pretty=full -1',
			'git log --date=iso -1',
			'git log --date=short -1 --format=%ad',
			'git log --format="%H %T %P" -1',
			'git log -p -2',
			'git log --stat',
			'git log --author=Tester --oneline',
			'git log --grep=third --oneline',
			'git log --graph --oneline',
			'git show',
			'git show HEAD~1',
			'git show --stat HEAD~1',
			'git show -s --format=%B HEAD~1',
			'git show --name-only',
			'git rev-list --count HEAD',
			'git rev-list HEAD',
			'git log nothing',
			'git show nothing'
		]
	},
	{
		title: 'commit: -a, --amend, an empty message, -F, paths',
		steps: [
			...begin,
			{ write: 'a.txt', text: 'x\n' },
			{ write: 'lib/long.txt', text: 'y\n' },
			'git commit a.txt -m "only a"',
			'git status -s',
			'git commit -am rest',
			'git commit --amend -m "rest, better"',
			'git log --oneline --stat',
			'git commit -m none',
			'git commit --allow-empty -m empty',
			{ run: 'git commit --allow-empty -F -', input: 'from stdin\n\n\nbody  \n\n' },
			'git log -1 --format=%B',
			'git commit --allow-empty -m ""',
			'git log --oneline'
		]
	},
	{
		title: 'checkout, switch, branch, restore and reset',
		steps: [
			...begin,
			'git checkout -b feature',
			{ write: 'a.txt', text: 'feature\n' },
			{ write: 'only', text: 'here\n' },
			'git add -A',
			'git commit -qm "on feature"',
			'git checkout master',
			'git branch',
			'git branch -v',
			'git checkout feature -- a.txt',
			'git status -s',
			'git reset --hard',
			'git checkout master',
			{ write: 'a.txt', text: 'dirty\n' },
			'git checkout feature',
			'git checkout a.txt',
			'git checkout -- a.txt',
			'git status',
			'git switch feature',
			'git switch -',
			'git checkout HEAD~0',
			'git status',
			'git switch -c other',
			'git branch -d feature',
			'git branch -D feature',
			{ write: 'a.txt', text: 'w\n' },
			'git add a.txt',
			'git restore --staged a.txt',
			'git status -s',
			'git restore a.txt',
			'git status -s',
			'git checkout nothing',
			'git rm a.txt',
			'git reset',
			'git reset --hard HEAD',
			'git reset --soft HEAD',
			'git branch --show-current',
			'git tag v1',
			'git tag',
			'git rev-parse v1',
			'git log --oneline --decorate=no v1'
		]
	},
	{
		title: 'stash: push, list, show, pop, drop',
		steps: [
			...begin,
			'git stash',
			{ write: 'a.txt', text: 'stashed\n' },
			{ write: 'loose', text: 'l\n' },
			'git stash',
			'git status -s',
			'git stash list',
			'git stash show',
			'git stash show -p',
			'git stash pop',
			'git stash push -m "with a name"',
			'git stash list',
			{ write: 'lib/long.txt', text: 'z\n' },
			'git stash push -u',
			'git status -s',
			'git stash list',
			'git stash apply',
			'git stash drop',
			'git stash drop stash@{5}',
			'git checkout .',
			'git stash pop',
			'git stash clear',
			'git stash list',
			'git stash pop'
		]
	},
	{
		title: 'apply: what fits, what does not, reversed, checked, new and gone files',
		steps: [
			...begin,
			{ write: '../one.patch', text: '--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n' },
			'git apply --check ../one.patch',
			'git apply ../one.patch',
			'git diff',
			'git apply ../one.patch',
			'git apply -R ../one.patch',
			'git status -s',
			'git apply --index ../one.patch',
			'git status -s',
			'git reset -q --hard',
			'git apply --cached ../one.patch',
			'git status -s',
			'git reset -q --hard',
			{
				run: 'git apply',
				input:
					'diff --git a/new b/new\nnew file mode 100755\n--- /dev/null\n+++ b/new\n@@ -0,0 +1 @@\n+#!/bin/sh\n\\ No newline at end of file\ndiff --git a/a.txt b/a.txt\ndeleted file mode 100644\n--- a/a.txt\n+++ /dev/null\n@@ -1,3 +0,0 @@\n-one\n-two\n-three\n'
			},
			'git status -s',
			'git add -A',
			'git diff --cached',
			{ run: 'git apply', input: 'nonsense\n' },
			{ run: 'git apply', input: '--- a/none\n+++ b/none\n@@ -1 +1 @@\n-a\n+b\n' },
			{
				run: 'git apply',
				input:
					'--- a/lib/long.txt\n+++ b/lib/long.txt\n@@ -9,3 +9,3 @@\n line 12\n-line 13\n+thirteen  \n line 14\n'
			},
			'git diff',
			{
				run: 'git apply',
				input: '--- a/lib/long.txt\n+++ b/lib/long.txt\n@@ -1,9 +1,3 @@\n line 1\n-x\n+y\n'
			},
			'git apply ../missing.patch'
		]
	},
	{
		title: 'blame',
		steps: [
			...begin,
			{ write: 'a.txt', text: 'zero\none\n2\nthree\n' },
			'git commit -qam second',
			{ write: 'a.txt', text: 'zero\none\n2\nthree\nfour\n' },
			'git commit -qam third',
			'git blame a.txt',
			'git blame -L 2,3 a.txt',
			'git blame -s a.txt',
			'git blame --porcelain a.txt',
			'git blame HEAD~1 -- a.txt',
			'git blame nothing'
		]
	},
	{
		title: 'ignored files',
		steps: [
			...begin,
			{ write: '.gitignore', text: '*.log\n/build/\nnode_modules\n!keep.log\n' },
			{ write: 'x.log', text: '' },
			{ write: 'keep.log', text: '' },
			{ write: 'build/out', text: '' },
			{ write: 'lib/build/in', text: '' },
			{ write: 'lib/node_modules/m/i.js', text: '' },
			'git status',
			'git status -s -uall',
			'git add .',
			'git status -s',
			'git add x.log',
			'git add -f x.log',
			'git status -s',
			'git ls-files -o --exclude-standard',
			'git clean -n -d',
			'git add nothing'
		]
	},
	{
		title: 'outside of a repository, and commands that are wrong',
		steps: [
			'git status',
			'git log',
			{ write: 'p', text: '1\n' },
			{ write: 'q', text: '2\n' },
			'git diff --no-index p q',
			'git nonsense'
		]
	},
	{
		title: 'in a folder below the root',
		steps: [
			...begin,
			{ write: 'lib/code.js', text: 'x\n' },
			{ write: 'lib/fresh', text: '' },
			'git -C lib status',
			'git -C lib status -s',
			'git -C lib status --porcelain',
			'git -C lib diff --stat',
			'git -C lib add .',
			'git -C lib ls-files',
			'git -C lib rev-parse --show-toplevel --show-prefix --git-dir --is-inside-work-tree'
		]
	}
];

const wordsOf = (command: string) =>
	(command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/"([^"]*)"/g, '$1'));

class Place {
	readonly folder: string;
	readonly env: Record<string, string>;
	#turn = 0;
	constructor(root: string) {
		this.folder = join(root, 'repo');
		mkdirSync(this.folder);
		this.env = {
			HOME: root,
			PATH: process.env['PATH'] ?? '',
			LC_ALL: 'C',
			TZ: 'UTC',
			GIT_CONFIG_NOSYSTEM: '1',
			GIT_PAGER: 'cat',
			GIT_CONFIG_COUNT: '1',
			GIT_CONFIG_KEY_0: 'init.defaultBranch',
			GIT_CONFIG_VALUE_0: 'master'
		};
	}
	/** Every commit has a second of its own. */
	tick(): void {
		const date = `${1_700_000_000 + 60 * this.#turn++} +0000`;
		Object.assign(this.env, { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
	}
}

const makePlace = (): Place => {
	const root = realpathSync(mkdtempSync(join(tmpdir(), 'git-')));
	onTestFinished(() => rmSync(root, { recursive: true, force: true }));
	return new Place(root);
};

function native({ folder, env }: Place, [name = '', ...args]: string[], input: string): Told {
	const { status, stdout, stderr } = spawnSync(name, args, { cwd: folder, env, input, encoding: 'utf8' });
	return { code: status ?? -1, out: stdout, err: stderr };
}

/** Whether a step was no command. */
function prepare({ folder }: Place, step: Step): boolean {
	if (typeof step === 'string') {
		if (!step.startsWith('rm ')) return false;
		rmSync(join(folder, step.slice(3)));
		return true;
	}
	if ('run' in step) return false;
	const path = join(folder, 'write' in step ? step.write : step.link);
	mkdirSync(dirname(path), { recursive: true });
	if ('link' in step) symlinkSync(step.to, path);
	else {
		writeFileSync(path, step.text);
		chmodSync(path, step.mode ?? 0o644);
	}
	return true;
}

describe.runIf(available('git'))("our git says what the machine's git says", () => {
	it.each(cases)('$title', { timeout: 120_000 }, async ({ steps }) => {
		const [theirs, ours] = [makePlace(), makePlace()];
		for (const step of steps) {
			if (prepare(ours, step) && prepare(theirs, step)) continue;
			for (const place of [theirs, ours]) place.tick();
			const { run, input } =
				typeof step === 'string' ? { run: step, input: '' } : (step as { run: string; input: string });
			const [name = '', ...args] = wordsOf(run);
			const told = await runOurs(name, args, ours.folder, ours.env, input);
			const plain = (text: string, place: Place) => text.replaceAll(dirname(place.folder), '/root');
			const expected = native(theirs, [name, ...args], input);
			const side = ({ code: status, out, err }: Told, place: Place) =>
				`$ ${run}\n${plain(out, place)}${plain(err, place)}[${status}]`;
			expect(side(told, ours)).toBe(side(expected, theirs));
		}
		// What ours has written, theirs can read.
		if (steps[0] !== 'git status') {
			expect(native(ours, ['git', 'fsck', '--strict'], '').code).toBe(0);
			expect(native(ours, ['git', 'status', '-s'], '').out).toBe(
				native(theirs, ['git', 'status', '-s'], '').out
			);
		}
	});
});

const texts: [string, string, string][] = [
	['a change', 'a\nb\nc\n', 'a\nX\nc\n'],
	['an insertion and a deletion', 'a\nb\nc\nd\ne\nf\n', 'b\nc\nd\nnew\ne\nf\n'],
	['no line end', 'a\nb', 'a\nc'],
	['from nothing', '', 'a\nb\n'],
	['to nothing', 'a\n', ''],
	['far apart', long, long.replace('line 3\n', '').replace('line 30\n', 'thirty\n')]
];

describe.runIf(available('diff') && available('patch'))(
	"our diff and patch say what the machine's say",
	() => {
		it.each(texts)('%s', async (_, before, after) => {
			const [theirs, ours] = [makePlace(), makePlace()];
			for (const { folder } of [theirs, ours]) {
				writeFileSync(join(folder, 'a'), before);
				writeFileSync(join(folder, 'b'), after);
			}
			for (const args of [
				['a', 'b'],
				['-u', '--label', 'x', '--label', 'y', 'a', 'b'],
				['-q', 'a', 'b'],
				['-U1', '--label', 'x', '--label', 'y', 'a', 'b']
			]) {
				const expected = native(theirs, ['diff', ...args], '');
				expect(await runOurs('diff', args, ours.folder, ours.env)).toEqual(expected);
				if (!args.includes('-u')) continue;
				const patched = await runOurs('patch', ['a'], ours.folder, ours.env, expected.out);
				expect(patched).toEqual(native(theirs, ['patch', 'a'], expected.out));
				if (after) expect(readFileSync(join(ours.folder, 'a'), 'utf8')).toBe(after);
				const back = ['-R', 'a'];
				expect(await runOurs('patch', back, ours.folder, ours.env, expected.out)).toEqual(
					native(theirs, ['patch', ...back], expected.out)
				);
			}
		});

		it.each([
			['an offset', long.replace('line 2\n', 'line 2\nextra\nextra\n'), []],
			['fuzz', long.replace('line 19\n', 'other\n'), []],
			['what does not fit', long.replace('line 20\n', 'other\n'), []],
			['twice', long.replace('line 20\n', 'twenty\n'), ['-N']]
		] as [string, string, string[]][])('patch with %s', async (_, text, options) => {
			const change =
				'--- a/f\n+++ b/f\n@@ -17,7 +17,7 @@\n line 17\n line 18\n line 19\n-line 20\n+twenty\n line 21\n line 22\n line 23\n';
			const [theirs, ours] = [makePlace(), makePlace()];
			for (const { folder } of [theirs, ours]) writeFileSync(join(folder, 'f'), text);
			const args = ['-p1', ...options];
			expect(await runOurs('patch', args, ours.folder, ours.env, change)).toEqual(
				native(theirs, ['patch', ...args], change)
			);
			expect(readFileSync(join(ours.folder, 'f'), 'utf8')).toBe(
				readFileSync(join(theirs.folder, 'f'), 'utf8')
			);
		});
	}
);
