/** What a person did in an editor, as the call of a tool that does the same: recorded, replayed and learned from like any. */
import type { Act } from './workbench.ts';

/** `before` null = the file is new; the answer is null where nothing changed. */
export function editOf(
	path: string,
	before: string | null,
	after: string
): Pick<Act, 'tool' | 'input'> | null {
	const act = (input: Record<string, unknown>) => ({ tool: 'str_replace_editor', input: { ...input, path } });
	if (before === after) return null;
	if (before === null) return act({ command: 'create', file_text: after });
	// Nothing to find in an empty file; the tool ends what it inserts with a line break.
	if (before === '') return act({ command: 'insert', insert_line: 0, new_str: after });
	const [old, fresh] = [before.split('\n'), after.split('\n')];
	let first = 0;
	while (first < old.length && first < fresh.length && old[first] === fresh[first]) first++;
	let tail = 0;
	const most = Math.min(old.length, fresh.length) - first;
	while (tail < most && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
	for (;;) {
		const old_str = old.slice(first, old.length - tail).join('\n');
		const isWhole = first === 0 && tail === 0;
		// With a line on both sides, the line breaks around them stay what they are.
		const hasLines = first + tail < Math.min(old.length, fresh.length);
		if (isWhole || (hasLines && occursOnce(before, old_str)))
			return act({
				command: 'str_replace',
				old_str,
				new_str: fresh.slice(first, fresh.length - tail).join('\n')
			});
		first = Math.max(0, first - 1);
		tail = Math.max(0, tail - 1);
	}
}

function occursOnce(text: string, part: string): boolean {
	const at = part === '' ? -1 : text.indexOf(part);
	return at >= 0 && text.indexOf(part, at + 1) < 0;
}
