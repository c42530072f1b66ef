/** ${x#pattern}, ${x/find/replacement}, ${x^^}: what an operator makes of a value. */
import { matches, patternSource, type Pattern } from './glob.ts';

export function editValue(operator: string, value: string, pattern: Pattern): string {
	switch (operator.charAt(0)) {
		case '^':
		case ',':
			return changeCase(operator, value);
		case '/':
			return replace(operator, value, pattern);
		case '#':
			return trimStart(value, pattern, operator === '##');
		default:
			return trimEnd(value, pattern, operator === '%%');
	}
}

function changeCase(operator: string, value: string): string {
	const change = (text: string) => (operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase());
	return operator.length > 1 ? change(value) : change(value.slice(0, 1)) + value.slice(1);
}

function replace(operator: string, value: string, pattern: Pattern): string {
	const slash = pattern.findIndex(({ char, literal }, index) => index > 0 && char === '/' && !literal);
	const [find, instead] = slash < 0 ? [pattern, []] : [pattern.slice(0, slash), pattern.slice(slash + 1)];
	const replacement = instead.map(({ char }) => char).join('');
	const source = patternSource(find, true);
	if (source === '')
		return operator === '/#' ? replacement + value : operator === '/%' ? value + replacement : value;
	const anchored = operator === '/#' ? `^(?:${source})` : operator === '/%' ? `(?:${source})$` : source;
	return value.replace(new RegExp(anchored, operator === '//' ? 'g' : ''), () => replacement);
}

function trimStart(value: string, pattern: Pattern, longest: boolean): string {
	const lengths = Array.from({ length: value.length + 1 }, (_, length) => length);
	const length = (longest ? lengths.reverse() : lengths).find((count) =>
		matches(value.slice(0, count), pattern)
	);
	return value.slice(length ?? 0);
}

function trimEnd(value: string, pattern: Pattern, longest: boolean): string {
	const starts = Array.from({ length: value.length + 1 }, (_, start) => start);
	const start = (longest ? starts : starts.reverse()).find((from) => matches(value.slice(from), pattern));
	return value.slice(0, start ?? value.length);
}
