import { describe, expect, it } from 'vitest';
import { applyEdits, asReplacement, normalForm, replace, spliceBetween } from './candidate.ts';
import { edited, withFuel, withHits, type Unit } from './instrument.ts';
import { inOrder, NAMES, SIZE } from './features.ts';
import { propose } from './propose.ts';
import { suspicions } from './suspicion.ts';
import { readSource, visibleNames, places, type Source } from './syntax.ts';

const text = `'use strict';
const seen = [];
function walk(list, name) {
	let found = 0;
	for (var i = 0; i < list.length; i++) {
		if (list[i] === name) found++
		else if (!name) continue
		else seen.push(list[i])
	}
	while (found > 3) found = found - 1;
	do found--; while (found > 2)
	outer: for (;;) { for (const x of list) if (x) break outer; break }
	return [1, 2].map((x) => x * found).filter(x => ({ x }).x > -1);
}
const result = [walk(['a', 'b', 'a'], 'a'), walk([], undefined), seen];
if (/^[A-z]+$/.test('ok')) result.push(true); else result.push(false)
return result;
`;

function source(of: string): Source {
	const read = readSource('a.js', of);
	if (!read) throw new Error('the sample does not parse');
	return read;
}

function run(code: string): { result: unknown; hits: Set<number>; turns: number } {
	const hits = new Set<number>();
	let turns = 0;
	const body = new Function('$hit', '$fuel', code) as (hit: (n: number) => void, fuel: () => void) => unknown;
	const result = body(
		(unit) => hits.add(unit),
		() => (turns += 1)
	);
	return { result, hits, turns };
}

describe('instrumented text', () => {
	it('does what the original does, counts what ran and every turn of a loop', () => {
		const units: Unit[] = [];
		const code = withHits(source(text), units);
		const { result, hits, turns } = run(code);
		expect(result).toEqual(run(text).result);
		expect(turns).toBeGreaterThan(3);
		const missed = units
			.filter((_, unit) => !hits.has(unit))
			.map(({ node }) => text.slice(node.start, node.end));
		expect(missed).toEqual(['continue', 'found = found - 1;', 'result.push(false)']);
	});

	it('takes an edit of the original to the same place', () => {
		const original = source(text);
		const at = text.indexOf('i < list.length');
		const edits = [
			{ start: at, end: at + 'i < list.length'.length, text: 'i < 1' },
			{ start: text.indexOf('found--'), end: text.indexOf('found--'), text: 'seen.length, ' }
		];
		const code = edited(withFuel(original), edits);
		expect(code).toBe(withFuel(source(applyEdits(text, edits))).text);
		expect(code).toContain('$fuel(),i < 1;');
	});
});

describe('what is visible', () => {
	it('is what was declared before, nearest function first', () => {
		const code = 'var a = 1; function f(b) { { let c = 2; } const d = 3; here(); var e = 4; }';
		const place = [...places(source(code).program)].find(({ node }) =>
			code.slice(node.start).startsWith('here();')
		);
		expect(visibleNames(place?.above ?? [], code.indexOf('here'))).toEqual(['b', 'd', 'a']);
	});
});

describe('suspicion', () => {
	it('is highest for what only failing tests run, and halved for what not all of them reach', () => {
		const tests = [
			{ passed: false, hits: [0, 1, 2] },
			{ passed: false, hits: [0, 1] },
			{ passed: true, hits: [1, 3] },
			{ passed: true, hits: [3] }
		];
		expect(suspicions(tests, 4).map((value) => Number(value.toFixed(3)))).toEqual([1, 0.816, 0.354, 0]);
	});

	it('is low for what ran only while the file of a failing test was loaded', () => {
		const tests = [
			{ passed: false, hits: [0], loaded: [0, 1] },
			{ passed: true, hits: [0], loaded: [2] }
		];
		expect(suspicions(tests, 3).map((value) => Number(value.toFixed(3)))).toEqual([0.707, 0.354, 0]);
	});
});

describe('an edit', () => {
	it('is one splice for the checker, whatever its parts', () => {
		const edits = [
			{ start: 1, end: 1, text: 'xx' },
			{ start: 4, end: 5, text: '' }
		];
		expect(applyEdits('abcdef', edits)).toBe('axxbcdf');
		expect(spliceBetween('a.js', 'abcdef', 'axxbcdf')).toEqual({
			path: 'a.js',
			start: 1,
			end: 5,
			text: 'xxbcd'
		});
	});

	it('is told as whole lines that occur once', () => {
		const code = 'one\nsame\ntwo\nsame\nthree\n';
		const at = code.lastIndexOf('same');
		expect(asReplacement(code, [{ start: at, end: at + 4, text: 'other' }])).toEqual({
			old: 'two\nsame\nthree',
			fresh: 'two\nother\nthree'
		});
	});

	it('is the same as another that reads the same', () => {
		const original = source('f(a);');
		const [call] = [...places(original.program)].filter(({ node }) => node.type === 'CallExpression');
		if (!call) throw new Error('no call');
		const whole = normalForm(original, [replace(call.node, 'f( a, "b")')]);
		expect(whole).not.toBe(normalForm(original, [replace(call.node, 'f(a)')]));
		expect(normalForm(original, [replace(call.node, "f( a,  'b')")])).toBe(whole);
	});
});

describe('proposals', () => {
	const units: Unit[] = [];
	withHits(source(text), units);
	const all = propose(
		units,
		units.map(() => 1),
		{ issue: 'It should not pollute `b`.', seed: 1, count: 1e6 }
	);

	it('are edits that parse, each once', () => {
		const broken = all.filter(({ edits }) => !readSource('a.js', applyEdits(text, edits)));
		expect(broken.map(({ template, what, start }) => [template, what, start])).toEqual([]);
		expect(all.length).toBeGreaterThan(1000);
		expect(new Set(all.map(({ edits, source: of }) => normalForm(of, edits))).size).toBe(all.length);
	});

	it('are the same in the same order for the same seed', () => {
		const again = propose(
			units,
			units.map(() => 1),
			{ issue: 'It should not pollute `b`.', seed: 1, count: 1e6 }
		);
		expect(again.map(({ what, start }) => [what, start])).toEqual(
			all.map(({ what, start }) => [what, start])
		);
	});

	it('are proposed where a method has the name of something that every object has', () => {
		const own: Unit[] = [];
		withHits(source('f(a.toString(), b.constructor(c));'), own);
		expect(
			propose(
				own,
				own.map(() => 1),
				{ issue: '', seed: 1, count: 100 }
			).length
		).toBeGreaterThan(0);
	});

	it('can be put into a learned order', () => {
		const weights = new Float64Array(SIZE);
		weights[NAMES.indexOf('removes only')] = 1;
		const [first] = inOrder(weights, all);
		expect([first?.score, first?.edits.every((edit) => edit.text === '')]).toEqual([1, true]);
	});

	/** What comes of each proposal for a program. */
	const outcomesOf = (code: string, issue = '') => {
		const own: Unit[] = [];
		const of = source(code);
		withHits(of, own);
		const found = propose(
			own,
			own.map(() => 1),
			{ issue, seed: 1, count: 1e6 }
		);
		return found.map(({ edits }) => applyEdits(code, edits));
	};

	it.each([
		[
			'the own keys of all loops',
			'for (var k in a) f(k); for (var i in b) f(i);',
			'',
			/of Object\.keys\(a\).*of Object\.keys\(b\)/
		],
		[
			'one piece of code in all its places',
			'if (isIn[name]) f();\nif (isIn[name]) g();',
			'__proto__ is taken for a name',
			/hasOwnProperty\.call\(isIn, name\).*\n.*hasOwnProperty\.call\(isIn, name\)/
		],
		[
			'arguments of which one is left out',
			'function f(a, b) { g(a, b); }',
			'',
			/typeof a === 'object'\) \{ b = a; a = undefined/
		],
		['a value that is converted first', 'function f(a) { g(a.b); }', '', /a = String\(a\);?\s*g/],
		[
			'another text of the issue',
			"f('{ [object global] }');",
			'It should be `{ [object globalThis] }`.',
			/'\{ \[object globalThis\] \}'/
		],
		[
			'calls that the file makes elsewhere',
			"f(a.replace(/x/g, '')); g(b);",
			'',
			/g\(b\.replace\(\/x\/g, ''\)\)/
		],
		[
			'complaints by a function',
			'function bad() { throw new Error(); }\nfunction f(a) { if (!a.b) bad(); g(a); }',
			'',
			/if \(!a\) bad\(\);?\s*g/
		],
		[
			'leaving once a variable has become nothing',
			'function h() { while (f()) { if (g()) {\n\tdepth--;\n} } }',
			'',
			/depth--;\n\tif \(depth === 0\) break;/
		],
		['a look for an empty text', 'function f(a) { if (a) g(a); }', '', /if \(a \|\| a === ''\)/],
		[
			'a term inside of a condition',
			'function f(a, k) { if (a && !(typeof a === "object" && k in a)) g(a); }',
			'',
			/&& \(k in a \|\| a\[k\] !== undefined\)\)\) g/
		],
		[
			'a character that one pattern lacks and another has too much',
			'function f(s) { if (/["\\s]/.test(s)) return s.replace(/([x\\\\])/g, ""); }',
			'',
			/\/\["\\s\\\\\]\/\.test\(s\)\) return s\.replace\(\/\(\[x\]\)\/g/
		],
		[
			'a parameter that callers have and do not pass',
			'function f(a, v) { if (a.b) return f(a.b); a.c = v; }\nfunction set(a, v) { return f(a); }',
			'',
			/return f\(a\.b, v\);[^]*return f\(a, v\);/
		],
		[
			'only what is the own of all tables',
			'function f(name) { if (one[name]) g(); if (two[name] && two[name].x) h(); }',
			'`__proto__` is no name',
			/if \(Object\.prototype\.hasOwnProperty\.call\(one, name\)\).*if \(Object\.prototype\.hasOwnProperty\.call\(two, name\) && two\[name\]\.x\)/
		],
		['a comparison of names', 'if (a.type === b) f();', '', /a\.type\?\.name === b\?\.name/]
	])('are %s', (_name, code, issue, wanted) => {
		expect(outcomesOf(code, issue).filter((text) => wanted.test(text))).not.toEqual([]);
	});

	it('know that [A-z] is more than letters', () => {
		expect(all.some(({ edits }) => edits.some((edit) => edit.text === '/^[A-Za-z]+$/'))).toBe(true);
	});
});
