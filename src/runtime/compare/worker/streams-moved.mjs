// Web streams on their way through messages: in this thread and to another.
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import help from '../help.cjs';

async function all(stream) {
	const chunks = [];
	for await (const chunk of stream) chunks.push(chunk);
	return chunks;
}
const counting = (to) =>
	new ReadableStream({
		start(controller) {
			for (let at = 0; at < to; at++) controller.enqueue({ at });
			controller.close();
		}
	});
const telling = (said) =>
	new WritableStream({
		write: (chunk) => console.log(said, chunk),
		close: () => console.log(said, 'closed'),
		abort: (reason) => console.log(said, 'aborted', String(reason))
	});
const upper = () =>
	new TransformStream({ transform: (chunk, control) => control.enqueue(chunk.toUpperCase()) });

async function here() {
	const readable = counting(3);
	const moved = structuredClone(readable, { transfer: [readable] });
	console.log(moved instanceof ReadableStream, moved.constructor.name, readable.locked, moved.locked);
	console.log(await all(moved));
	const writable = telling('sink');
	const writer = structuredClone(writable, { transfer: [writable] }).getWriter();
	await writer.write('one');
	await writer.write(new Uint8Array([1, 2]));
	await writer.close();
	console.log(writable.locked);
	const transform = upper();
	const pair = structuredClone({ transform }, { transfer: [transform] }).transform;
	console.log(pair instanceof TransformStream, transform.readable.locked, transform.writable.locked);
	const input = pair.writable.getWriter();
	void input.write('shout').then(() => input.close());
	console.log(await all(pair.readable));
	const failing = new ReadableStream({
		start: (controller) => void setTimeout(() => controller.error(new RangeError('broken')), 5)
	});
	const broken = structuredClone(failing, { transfer: [failing] });
	await help.attemptLater('failing', () => all(broken));
	const cancelled = new ReadableStream({ cancel: (reason) => console.log('cancelled', reason) });
	await structuredClone(cancelled, { transfer: [cancelled] }).cancel('no more');
	const { port1, port2 } = new MessageChannel();
	const again = counting(2);
	port1.postMessage({ again }, [again]);
	const got = await new Promise((resolve) => (port2.onmessage = ({ data, ports }) => resolve([data, ports])));
	console.log(await all(got[0].again), got[1].length);
	port1.close();
}

async function atHome() {
	await here();
	const [readable, writable, transform] = [counting(3), telling('home'), upper()];
	const worker = new Worker(fileURLToPath(import.meta.url), {
		workerData: { readable, writable },
		transferList: [readable, writable]
	});
	worker.once('message', async (answer) => {
		console.log('answer', answer);
		worker.postMessage(transform, [transform]);
		worker.once('message', (shouted) => console.log('shouted', shouted));
	});
	worker.on('exit', (code) => console.log('exit', code));
}

async function inThread() {
	const writer = workerData.writable.getWriter();
	await writer.write('from the thread');
	await writer.close();
	const chunks = await all(workerData.readable);
	parentPort.once('message', async (transform) => {
		const input = transform.writable.getWriter();
		void input.write('from there').then(() => input.close());
		parentPort.postMessage(await all(transform.readable));
	});
	parentPort.postMessage(chunks);
}
if (isMainThread) await atHome();
else await inThread();
