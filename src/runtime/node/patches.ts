/**
 * The few places where Node's library must differ from what Node itself runs, each with its reason.
 * A patch whose text is not found is an error: the pinned Node changed there.
 */

type Patch = { find: string; replace: string };

/** By built-in id. */
export const patches: Record<string, readonly Patch[]> = {
	// The loop gives every callback a macrotask of its own, so that native microtasks run between two of them: Node's C++ can run
	// the microtask queue in the middle of JavaScript, a browser can not.
	'internal/timers': [
		{
			find: 'if (ranAtLeastOneImmediate)\n        runNextTicks();',
			replace: 'if (ranAtLeastOneImmediate) {\n        outstandingQueue.previous = prevImmediate; return; }'
		},
		{
			find: 'let prevImmediate;',
			replace: 'let prevImmediate = queue === outstandingQueue ? queue.previous : undefined;'
		},
		{
			find: 'if (ranAtLeastOneList)\n        runNextTicks();',
			replace: 'if (ranAtLeastOneList)\n        return timeoutInfo[0] > 0 ? now : -now;'
		},
		{
			find: 'if (ranAtLeastOneTimer)\n        runNextTicks();',
			// The list has been due for longest, and stays so: it goes on before any other.
			replace: 'if (ranAtLeastOneTimer)\n        return;'
		}
	],
	// A namespace object has getters where V8's has live values.
	'internal/util/inspect': [
		{
			find: 'output[i] = formatProperty(ctx, value, recurseTimes, keys[i],\n                                 kObjectType);',
			replace:
				'output[i] = formatProperty(ctx, value, recurseTimes, keys[i], kObjectType, { value: value[keys[i]], enumerable: true });'
		}
	],
	// A session over HTTP/2 is C++; without this a server would listen, and fail at its first client.
	'internal/http2/core': [
		['function connect(authority, options, listener) {', 'connect'],
		['function createSecureServer(options, handler) {', 'createSecureServer'],
		['function createServer(options, handler) {', 'createServer'],
		['function performServerHandshake(socket, options = {}) {', 'performServerHandshake']
	].map(([find = '', name = '']) => ({ find, replace: `${find} binding.refuse('${name}');` })),
	// Who loads a package's WebAssembly build meant a native one, which says nothing.
	wasi: [
		{
			find: "emitExperimentalWarning('WASI');",
			replace: "if (!internalBinding('wasi').isForBuild()) emitExperimentalWarning('WASI');"
		}
	],
	// A tick that a microtask scheduled must wake the loop.
	'internal/process/task_queues': [
		{
			find: 'tickInfo[kHasTickScheduled] = value ? 1 : 0;',
			replace: 'tickInfo[kHasTickScheduled] = value ? 1 : 0; if (value) internalBinding("task_queue").wake();'
		}
	]
};

/** `source` of built-in `id` as the host runs it. */
export function patched(id: string, source: string): string {
	let result = source;
	for (const { find, replace } of patches[id] ?? []) {
		if (!result.includes(find))
			throw new Error(`Cannot patch node:${id}: the pinned Node does not have "${find}"`);
		result = result.replace(find, () => replace);
	}
	return result;
}
