import { describe, expect, it } from 'vitest';
import { parseScript } from './parser.ts';

/** The shape of a script, short enough to compare. */
function shape(source: string): unknown {
	return JSON.parse(JSON.stringify(parseScript(source)));
}
const simple = (...words: string[]) => ({
	kind: 'simple',
	assignments: [],
	words: words.map((text) => [{ kind: 'text', text, quoted: false }]),
	declared: [],
	redirects: [],
	line: 1
});
const alone = (command: unknown) => [
	{ first: { commands: [command], negated: false, timed: false }, rest: [], background: false }
];

describe('the shell grammar', () => {
	it('a simple command is its words', () => {
		expect(shape('echo one  two # comment')).toEqual(alone(simple('echo', 'one', 'two')));
	});
	it('lists and pipelines keep their operators', () => {
		expect(shape('a && b || c; d | e &')).toMatchObject([
			{ rest: [{ operator: '&&' }, { operator: '||' }], background: false },
			{ first: { commands: [simple('d'), simple('e')] }, background: true }
		]);
	});
	it.each([
		'if a; then b; elif c; then d; else e; fi',
		'for x in 1 2 3; do echo $x; done',
		'while read line; do echo "$line"; done < file',
		'case $x in a|b) echo 1;; *) echo 2;; esac',
		'f() { echo "$1"; return 3; }; f x',
		'(cd sub && pwd) > out 2>&1',
		'cat <<EOF\nhello $NAME\nEOF\necho after',
		'[[ -f a && $b == c* ]] && echo yes',
		'echo $((1 + 2)) $(echo a | tr a b) `date` ${x:-y} ${#x} ${x%.js}',
		'FOO=bar BAZ+=q cmd --flag="a b"',
		'a 2>&1 | b |& c &> d'
	])('accepts %s', (source) => {
		expect(() => parseScript(source)).not.toThrow();
	});
	it.each([
		['if a; then b', /unexpected/],
		['echo "open', /looking for matching/],
		['a | | b', /near unexpected token `\|'/],
		['echo $(a', /looking for matching/],
		[')', /near unexpected token/]
	])('refuses %s', (source, message) => {
		expect(() => parseScript(source)).toThrow(message);
	});
	it('a here-document expands only where its delimiter is not quoted', () => {
		expect(shape("cat <<'E'\n$x\nE\n")).toMatchObject([
			{ first: { commands: [{ redirects: [{ target: [{ kind: 'text', text: '$x\n', quoted: true }] }] }] } }
		]);
		expect(shape('cat <<E\n$x\nE\n')).toMatchObject([
			{
				first: { commands: [{ redirects: [{ target: [{ kind: 'parameter', name: 'x' }, { text: '\n' }] }] }] }
			}
		]);
	});
});
