/** The stack of asynchronous contexts: ids in shared arrays that Node's library also writes. */
import type { AsyncHooks, PromiseHooks, Trampoline } from '../async-contexts.ts';
import type { Binding, BindingFactory } from '../context.ts';
import type { Internals } from '../internals.ts';

const [ASYNC_ID_COUNTER, DEFAULT_TRIGGER] = [2, 3];

/** What the library does itself, except where its own array is too short: then it gets a longer one. */
function contextStack(binding: Binding, kStackLength: number) {
	const fields = binding['async_hook_fields'] as Uint32Array;
	const ids = binding['async_id_fields'] as Float64Array;
	const resources = binding['execution_async_resources'] as unknown[];
	const stack = () => binding['async_ids_stack'] as Float64Array;
	return {
		executionAsyncResource: (index: number) => resources[index],
		pushAsyncContext(asyncId: number, triggerAsyncId: number) {
			const depth = fields[kStackLength] ?? 0;
			if (2 * depth >= stack().length) {
				const longer = new Float64Array(3 * stack().length);
				longer.set(stack());
				binding['async_ids_stack'] = longer;
			}
			stack().set([ids[0] ?? 0, ids[1] ?? 0], 2 * depth);
			fields[kStackLength] = depth + 1;
			ids[0] = asyncId;
			ids[1] = triggerAsyncId;
		},
		popAsyncContext() {
			const depth = fields[kStackLength] ?? 0;
			if (depth === 0) return false;
			ids[0] = stack()[2 * depth - 2] ?? 0;
			ids[1] = stack()[2 * depth - 1] ?? 0;
			fields[kStackLength] = depth - 1;
			resources.length = Math.min(resources.length, depth - 1);
			return depth > 1;
		},
		clearAsyncIdStack() {
			fields[kStackLength] = 0;
			ids[0] = ids[1] = 0;
			resources.length = 0;
		}
	};
}

export const async_wrap =
	({ contexts }: Internals): BindingFactory =>
	(context, shape) => {
		const counts = shape['async_hook_fields'] as Uint32Array;
		const ids = shape['async_id_fields'] as Float64Array;
		const constants = shape['constants'] as Record<string, number>;
		const { kInit = 0, kBefore = 1, kAfter = 2, kDestroy = 3, kCheck = 6, kStackLength = 8 } = constants;
		let promises: PromiseHooks = { init: undefined, before: undefined, after: undefined };
		let settled: unknown;
		let destroyed: ((asyncId: number) => void) | undefined;
		let asyncHooks: AsyncHooks | undefined;
		/** Whose end is told in the next check phase, or before the process hears that nothing is left. */
		const leaving: number[] = [];
		const tellEnds = () => {
			while (leaving.length > 0) for (const id of leaving.splice(0)) destroyed?.(id);
		};
		const queueDestroy = (asyncId: number) => {
			if (leaving.push(asyncId) === 1) context.loop.enqueueCheck(tellEnds);
		};
		ids[ASYNC_ID_COUNTER] = 1;
		ids[DEFAULT_TRIGGER] = -1;
		counts[kCheck] = 1;

		return {
			setupHooks(given: { destroy(asyncId: number): void }) {
				destroyed = given.destroy;
				const hooks = () => (asyncHooks ??= context.requireBuiltin('internal/async_hooks') as AsyncHooks);
				const ended = (asyncId: number) => (counts[kDestroy] ? queueDestroy(asyncId) : undefined);
				const providers = shape['Providers'] as Record<string, number>;
				contexts.library = { providers, hooks, counts, kinds: [kInit, kBefore, kAfter], ended, tellEnds };
			},
			setCallbackTrampoline(given?: Trampoline) {
				contexts.trampoline = given;
			},
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
			queueDestroyAsyncId: queueDestroy,
			...contextStack(shape, kStackLength)
		};
	};
