/** Work through tasks, some at a time, so that it can be killed and gone on with: which ones are done stands beside the data. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';

/**
 * @param {object} options
 * @param {string[]} options.ids
 * @param {string} options.out file of the data
 * @param {number} options.jobs
 * @param {number} options.seconds for one task, at most
 * @param {(file: string) => {id: string}[]} options.readData
 * @param {(id: string, signal: AbortSignal) => AsyncIterable<{id: string}>} options.work what is found in one, the same at each call
 */
export async function workThrough({ ids, out, jobs, seconds, readData, work }) {
	const doneFile = `${out}.done`;
	const done = new Set(existsSync(doneFile) ? readFileSync(doneFile, 'utf8').split('\n') : []);
	if (existsSync(out)) truncateSync(out, readFileSync(out).lastIndexOf(10) + 1); // a line that was not written to its end
	const known = new Set(existsSync(out) ? readData(out).map(({ id }) => id) : []);
	const waiting = ids.filter((id) => !done.has(id));
	let left = waiting.length;
	/** @param {string} id */
	const one = async (id) => {
		const started = performance.now();
		const signal = AbortSignal.timeout(seconds * 1000);
		let [found, said] = [0, ''];
		try {
			for await (const bug of work(id, signal)) {
				found++;
				if (!known.has(bug.id)) appendFileSync(out, `${JSON.stringify(bug)}\n`);
				known.add(bug.id);
			}
		} catch (error) {
			said = signal.aborted
				? `, ended after ${seconds} s`
				: `, ${error instanceof Error ? error.message : String(error)}`;
		}
		appendFileSync(doneFile, `${id}\n`);
		const took = ((performance.now() - started) / 1000).toFixed(1);
		process.stdout.write(
			`${id}: ${found} bugs (${took} s)${said}; ${known.size} in all, ${--left} tasks left\n`
		);
	};
	const worker = async () => {
		for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await one(id);
	};
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130)); // with what was started
	await Promise.all(Array.from({ length: jobs }, worker));
}

/** One of each package first: where there is no time for all, more packages say more. @param {readonly string[]} ids */
export function packagesInTurns(ids) {
	/** @type {Map<string, number>} */
	const counts = new Map();
	const turns = ids.map((id) => {
		const name = (id.split('/').at(-1) ?? id).replace(/-\d+(\.\d+)*$/, '');
		const turn = counts.get(name) ?? 0;
		counts.set(name, turn + 1);
		return { id, turn };
	});
	return turns.sort((one, other) => one.turn - other.turn).map(({ id }) => id);
}
