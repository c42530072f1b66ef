/** Where a text stops being JSON: engines say it each in their own words, or not at all. */

export type Fault = {
	/** Characters that are as they should be. */
	at: number;
	/** Whether the text is right as far as it goes, and ends too early. */
	cut: boolean;
};

const SPACE = /[\t\n\r ]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y; // eslint-disable-line no-control-regex -- JSON forbids them
/** The beginning of a value that is not there to its end. */
const BEGUN = /^(?:"(?:[^"\\]|\\.)*\\?|t|tr|tru|f|fa|fal|fals|n|nu|nul|-|\.|[eE][+-]?)$/s;

/** null = it is JSON. */
export function jsonFault(text: string): Fault | null {
	let at = 0;
	const open: ('{' | '[')[] = [];
	const take = (pattern: RegExp): boolean => {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (found) at += found[0].length;
		return found !== null;
	};
	const fault = (): Fault => ({ at, cut: at >= text.length || BEGUN.test(text.slice(at)) });
	const sign = (wanted: string): boolean => {
		take(SPACE);
		if (text[at] !== wanted) return false;
		at += 1;
		return true;
	};
	const key = (): boolean => (take(SPACE), take(STRING)) && sign(':');
	for (;;) {
		take(SPACE);
		if (sign('{')) {
			open.push('{');
			if (!sign('}')) {
				if (!key()) return fault();
				continue;
			}
			open.pop();
		} else if (sign('[')) {
			open.push('[');
			if (!sign(']')) continue;
			open.pop();
		} else if (!take(STRING) && !take(SCALAR)) return fault();
		while (open.length > 0 && sign(open.at(-1) === '{' ? '}' : ']')) open.pop();
		if (open.length === 0) {
			take(SPACE);
			return at === text.length ? null : { at, cut: false };
		}
		if (!sign(',')) return fault();
		if (open.at(-1) === '{' && !key()) return fault();
	}
}
