/** Assignments of the script's own text. */
import type { Assignment } from '../parse/ast.ts';
import type { Shell } from './interpreter.ts';

/** NAME=VALUE, NAME[INDEX]=VALUE, NAME=(...). */
export async function assign({ state, expander }: Shell, assignment: Assignment): Promise<void> {
	const { name, index, value, list, append } = assignment;
	if (list) {
		const associative = state.lists.get(name)?.associative ?? false;
		if (!append) {
			state.unset(name);
			state.listOf(name, associative);
		}
		let next = append ? state.keys(name).length : 0;
		for (const { key, value: element } of list) {
			if (key) {
				const at = await expander.text(key);
				state.setElement(name, at, await expander.value(element));
				next = Number(at) + 1;
			} else for (const text of await expander.words([element])) state.setElement(name, String(next++), text);
		}
		return;
	}
	const text = await expander.value(value);
	if (index) {
		const key = await expander.text(index);
		state.setElement(name, key, append ? (state.element(name, key) ?? '') + text : text);
	} else state.set(name, append ? state.get(name) + text : text);
}
