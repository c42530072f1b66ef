/** The stack of asynchronous contexts: ids in shared arrays that Node's library also writes. */
import type { BindingFactory } from '../context.ts';

const [ASYNC_ID_COUNTER, DEFAULT_TRIGGER] = [2, 3];

export const async_wrap: BindingFactory = (_context, shape) => {
	const fields = shape['async_hook_fields'] as Uint32Array;
	const ids = shape['async_id_fields'] as Float64Array;
	const resources = shape['execution_async_resources'] as unknown[];
	const constants = shape['constants'] as Record<string, number>;
	const [CHECK = 6, STACK_LENGTH = 8] = [constants['kCheck'], constants['kStackLength']];
	/** Beyond what the library writes into its own array. */
	const stack: [number, number][] = [];
	const shared = shape['async_ids_stack'] as Float64Array;
	const capacity = shared.length / 2;
	ids[ASYNC_ID_COUNTER] = 1;
	ids[DEFAULT_TRIGGER] = -1;
	fields[CHECK] = 1;

	return {
		setupHooks() {},
		setCallbackTrampoline() {},
		setPromiseHooks() {},
		getPromiseHooks: () => [undefined, undefined, undefined, undefined],
		registerDestroyHook() {},
		queueDestroyAsyncId() {},
		executionAsyncResource: (index: number) => resources[index],
		pushAsyncContext(asyncId: number, triggerAsyncId: number) {
			const depth = fields[STACK_LENGTH] ?? 0;
			if (depth < capacity) {
				shared[2 * depth] = ids[0] ?? 0;
				shared[2 * depth + 1] = ids[1] ?? 0;
			} else stack.push([ids[0] ?? 0, ids[1] ?? 0]);
			fields[STACK_LENGTH] = depth + 1;
			ids[0] = asyncId;
			ids[1] = triggerAsyncId;
		},
		popAsyncContext() {
			const depth = fields[STACK_LENGTH] ?? 0;
			if (depth === 0) return false;
			const [asyncId, triggerAsyncId] = stack.pop() ?? [
				shared[2 * depth - 2] ?? 0,
				shared[2 * depth - 1] ?? 0
			];
			ids[0] = asyncId;
			ids[1] = triggerAsyncId;
			fields[STACK_LENGTH] = depth - 1;
			resources.length = Math.min(resources.length, depth - 1);
			return depth > 1;
		},
		clearAsyncIdStack() {
			fields[STACK_LENGTH] = 0;
			ids[0] = ids[1] = 0;
			stack.length = resources.length = 0;
		}
	};
};
