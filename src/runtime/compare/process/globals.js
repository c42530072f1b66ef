console.log(
	Object.getOwnPropertyNames(globalThis)
		.filter((name) => name !== 'constructor')
		.sort()
		.join('\n')
);
console.log(
	typeof window,
	typeof document,
	typeof self,
	typeof importScripts,
	typeof postMessage,
	typeof navigator,
	typeof WorkerGlobalScope,
	typeof name,
	typeof onmessage,
	typeof location
);
