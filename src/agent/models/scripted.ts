/** A model that says what it was told to say, in order: for tests and for lessons. */
import { CodedError } from '#model/coded-error.ts';
import type { Model, Reply } from './model.ts';

export function scriptedModel(replies: readonly Reply[], name = 'scripted'): Model {
	let next = 0;
	return {
		name,
		async reply(_history, _tools, { signal }) {
			signal.throwIfAborted();
			const reply = replies[next];
			if (!reply)
				throw new CodedError('E_SCRIPT', `Cannot go on: the script has only ${replies.length} replies`);
			next += 1;
			return reply;
		}
	};
}
