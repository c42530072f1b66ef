import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examplesOf } from './examples.ts';
import { scriptOf } from './script.ts';

const fence = '```';
const issue = `Halving is wrong:

${fence}js
const half = require('half-it');
half(4); // 2, as documented
half(6); // 2
half(7); // 3, should be 3.5
half.label(
	8
);
// TypeError: x is not a function
${fence}

**Expected:** no error. \`half(10)\` is \`5\`, and \`half.names([1])\` gives \`['one']\`.
`;

/** Exit codes of the examples' scripts beside this package. */
function codesWith(main: string): (number | null)[] {
	const folder = mkdtempSync(join(tmpdir(), 'examples-'));
	try {
		writeFileSync(join(folder, 'index.js'), main);
		return examplesOf(issue).map((example, index) => {
			const file = join(folder, `${index}.cjs`);
			writeFileSync(file, scriptOf(example, { packageName: 'half-it', root: './' }));
			return spawnSync('node', [file]).status;
		});
	} finally {
		rmSync(folder, { recursive: true });
	}
}

describe('examples of an issue', () => {
	it('are what a line gives, should give, must not give or throw, and calls in its sentences', () => {
		const found = examplesOf(issue).map(({ wanted, not, notThrown, stays }) => ({
			wanted: wanted?.text,
			not: not?.text,
			notThrown,
			stays
		}));
		const none = { wanted: undefined, not: undefined, notThrown: null, stays: false };
		expect(found).toEqual([
			{ ...none, wanted: '2', stays: true },
			{ ...none, not: '2' },
			{ ...none, wanted: '3.5' },
			{ ...none, notThrown: 'TypeError' },
			{ ...none, wanted: '5' },
			{ ...none, wanted: "['one']" }
		]);
	});

	it('fail as scripts where the bug is, and end with 0 where it is not', () => {
		const names = "module.exports.names = () => ['one'];";
		const bad = `module.exports = (n) => (n === 10 ? 5 : n > 6 ? 3 : 2); module.exports.label = (x) => x();`;
		const good = `module.exports = (n) => n / 2; module.exports.label = (x) => String(x); ${names}`;
		expect(codesWith(bad)).toEqual([0, 1, 1, 1, 0, 1]);
		expect(codesWith(good)).toEqual([0, 0, 0, 0, 0, 0]);
	});

	it('want another value of the same type where it is still the old one', () => {
		const text = `${fence}js\nconst half = require('half-it');\nhalf(4); // still 4\n${fence}\n`;
		const folder = mkdtempSync(join(tmpdir(), 'examples-'));
		const [example] = examplesOf(text);
		if (!example) throw new Error('there is no example');
		writeFileSync(join(folder, 'a.cjs'), scriptOf(example, { packageName: 'half-it', root: './' }));
		const codes = ['4', '2', 'undefined', '"2"'].map((value) => {
			writeFileSync(join(folder, 'index.js'), `module.exports = () => ${value};`);
			return spawnSync('node', [join(folder, 'a.cjs')]).status;
		});
		rmSync(folder, { recursive: true });
		expect(codes).toEqual([1, 0, 1, 1]);
	});

	it('are found behind blocks of other languages, are no praise where it is denied, and none where the value comes later', () => {
		const text = `${fence}sh\nnpm i a\n${fence}\n\n${fence}js\nconst a = require('a');\na(1); // 2, not correct\na(2); // 3, which isn't right\n(async () => {\n\tconsole.log(await a(3)); // 4\n})();\n${fence}\n`;
		expect(examplesOf(text).map(({ not, stays }) => [not?.text, stays])).toEqual([
			['2', false],
			['3', false]
		]);
	});

	it('are none where the issue has no script, or only words beside it', () => {
		expect(examplesOf('It is wrong.')).toEqual([]);
		const words = `${fence}js\nconst a = require('a');\na(1); // never returns\n${fence}\n`;
		expect(examplesOf(words)).toEqual([]);
		expect(examplesOf(`${fence}js\nimport a from 'a';\na(1); // 2\n${fence}\n`)).toEqual([]);
	});
});
