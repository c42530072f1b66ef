/** Runs a TypeScript file in a Node worker thread; for tests of what crosses between threads. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';

export async function startWorker(entry: URL, workerData: unknown): Promise<Worker> {
	const result = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			minify: false,
			lib: { entry: fileURLToPath(entry), formats: ['es'] },
			rolldownOptions: { external: /^node:/ }
		}
	});
	const [first] = Array.isArray(result) ? result : [result];
	const { code } = (first as unknown as { output: [{ code: string }] }).output[0];
	const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { workerData });
	await once(worker, 'online');
	return worker;
}
