/** The stack of asynchronous contexts: ids in shared arrays that Node's library also writes. */
import type { PromiseHooks } from '../async-contexts.ts';
import type { Binding, BindingFactory } from '../context.ts';
import type { Internals } from '../internals.ts';

const [ASYNC_ID_COUNTER, DEFAULT_TRIGGER] = [2, 3];

/** What the library does itself, except where its own array is too short. */
function contextStack(shape: Binding, kStackLength: number) {
	const fields = shape['async_hook_fields'] as Uint32Array;
	const ids = shape['async_id_fields'] as Float64Array;
	const resources = shape['execution_async_resources'] as unknown[];
	/** Beyond what the library writes into its own array. */
	const stack: [number, number][] = [];
	const shared = shape['async_ids_stack'] as Float64Array;
	const capacity = shared.length / 2;
	return {
		executionAsyncResource: (index: number) => resources[index],
		pushAsyncContext(asyncId: number, triggerAsyncId: number) {
			const depth = fields[kStackLength] ?? 0;
			if (depth < capacity) {
				shared[2 * depth] = ids[0] ?? 0;
				shared[2 * depth + 1] = ids[1] ?? 0;
			} else stack.push([ids[0] ?? 0, ids[1] ?? 0]);
			fields[kStackLength] = depth + 1;
			ids[0] = asyncId;
			ids[1] = triggerAsyncId;
		},
		popAsyncContext() {
			const depth = fields[kStackLength] ?? 0;
			if (depth === 0) return false;
			const [asyncId, triggerAsyncId] = stack.pop() ?? [
				shared[2 * depth - 2] ?? 0,
				shared[2 * depth - 1] ?? 0
			];
			ids[0] = asyncId;
			ids[1] = triggerAsyncId;
			fields[kStackLength] = depth - 1;
			resources.length = Math.min(resources.length, depth - 1);
			return depth > 1;
		},
		clearAsyncIdStack() {
			fields[kStackLength] = 0;
			ids[0] = ids[1] = 0;
			stack.length = resources.length = 0;
		}
	};
}

export const async_wrap =
	({ contexts }: Internals): BindingFactory =>
	(context, shape) => {
		const counts = shape['async_hook_fields'] as Uint32Array;
		const ids = shape['async_id_fields'] as Float64Array;
		const constants = shape['constants'] as Record<string, number>;
		const { kInit = 0, kBefore = 1, kAfter = 2, kCheck = 6, kStackLength = 8 } = constants;
		let promises: PromiseHooks = { init: undefined, before: undefined, after: undefined };
		let settled: unknown;
		let destroyed: ((asyncId: number) => void) | undefined;
		/** Whose end is told in a later turn. */
		const leaving: number[] = [];
		ids[ASYNC_ID_COUNTER] = 1;
		ids[DEFAULT_TRIGGER] = -1;
		counts[kCheck] = 1;

		return {
			setupHooks(given: { destroy(asyncId: number): void }) {
				destroyed = given.destroy;
				const hooks = () => context.requireBuiltin('internal/async_hooks') as never;
				contexts.library = { hooks, counts, kinds: [kInit, kBefore, kAfter] };
			},
			setCallbackTrampoline() {},
			setPromiseHooks(
				init: PromiseHooks['init'],
				before: PromiseHooks['before'],
				after: PromiseHooks['after'],
				resolved: unknown
			) {
				promises = { init, before, after };
				settled = resolved;
				contexts.setPromiseHooks(promises);
			},
			getPromiseHooks: () => [promises.init, promises.before, promises.after, settled],
			registerDestroyHook() {},
			queueDestroyAsyncId(asyncId: number) {
				if (leaving.push(asyncId) > 1) return;
				context.loop.enqueue(() => {
					for (const id of leaving.splice(0)) destroyed?.(id);
				});
			},
			...contextStack(shape, kStackLength)
		};
	};
