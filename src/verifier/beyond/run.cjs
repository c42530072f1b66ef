// Makes calls and writes down what comes of each, a line each: node run.cjs JOB.json OUT.ndjson. Says "." as it comes on, so that who
// waits for it can tell a slow call from one that hangs.
const fs = require('fs');
const path = require('path');
const { encode, decode } = require('./values.cjs');

const [, , job, out] = process.argv;
const calls = JSON.parse(fs.readFileSync(job, 'utf8'));
const results = fs.openSync(out, 'a');
const { writeSync } = fs;
const { stringify } = JSON;
const now = performance.now.bind(performance);
const LIMIT = 1000;
/** Milliseconds between two signs of life at least: each of them costs more than most calls. */
const PAUSE = 50;

process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
console.log = console.error = console.warn = console.info = () => {};

const inherited = () => Object.getOwnPropertyNames(Object.prototype);
const usual = new Set(inherited());

/** What was put on every object, taken off again. */
function pollution() {
	const fresh = inherited().filter((name) => !usual.has(name));
	for (const name of fresh) Reflect.deleteProperty(Object.prototype, name);
	return fresh;
}

async function settled(value) {
	if (typeof value?.then !== 'function') return { value: encode(value, false) };
	let timer;
	const late = new Promise((resolve) => (timer = setTimeout(() => resolve({ pending: true }), LIMIT)));
	const ended = value.then((inner) => ({ resolved: encode(inner, false) }));
	return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

async function outcome({ module, at, how, args, then }) {
	const given = args.map(decode);
	const done = [];
	const made = async (work) => {
		try {
			return await settled(work());
		} catch (error) {
			return { threw: error instanceof Error ? error.name : typeof error };
		}
	};
	let target;
	done.push(
		await made(() => {
			let [holder, found] = [undefined, require(path.join(process.cwd(), module))];
			for (const key of at) [holder, found] = [found, found[key]];
			target = how === 'new' ? new found(...given) : found.apply(holder, given);
			return target;
		})
	);
	for (const [name, more] of then) done.push(await made(() => target[name](...more.map(decode))));
	const changed = stringify(given.map((one) => encode(one, false)));
	return {
		done,
		...(changed !== stringify(args) && { args: changed }),
		...((fresh) => fresh.length > 0 && { pollution: fresh })(pollution())
	};
}

(async () => {
	let said = 0;
	for (const call of calls) {
		const result = await outcome(call).catch((error) => ({ done: [{ broken: String(error) }] }));
		writeSync(results, stringify(result) + '\n');
		const time = now();
		if (time - said < PAUSE) continue;
		said = time;
		writeSync(1, '.');
	}
	process.exit(0);
})();
