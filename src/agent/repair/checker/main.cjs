// Checks edits of a repository against its tests, many in one process: job after job (../checker.ts, ../warm-process.ts), each a file in the
// folder that it is given. What it finds goes into a file beside it, a JSON line per finding.
'use strict';

const path = require('node:path');
const { startChance } = require('./chance.cjs');
const { Exited, collect } = require('./collecting.cjs');
const { Answers, nextJob } = require('./jobs.cjs');
const { Judging, lineOf } = require('./judging.cjs');
const { Modules } = require('./modules.cjs');
const { Probes } = require('./probes.cjs');
const { restorePrototypes } = require('./prototypes.cjs');
const { Skipped, leaveSuites, runWithHooks } = require('./suites.cjs');

const exit = process.exit.bind(process);
const { setTimeout, clearTimeout, setImmediate } = globalThis;

/** What is to be done, and where what is found goes. */
let job = {};
let answers;

class OutOfFuel extends Error {}

/** Milliseconds for a test that others need. */
const FIRST_LIMIT = 2000;
/** Turns of loops and calls of one test that is only looked at: more than any that ends in time, so that an endless one fails by itself. */
const MOST_FUEL = 2e7;
let usual = MOST_FUEL;
let fuel = usual;
let burnt = 0;
/** The test has had more than it may: it failed, whatever it makes of that. */
let isExhausted = false;
/** When a loop of the test that runs has turned for too long, however few its turns: some edits make each turn dearer than the last. */
let deadline = Infinity;
/** When the test that runs has waited for too long, where it is not a loop that takes long. */
let patience = Infinity;
const now = performance.now.bind(performance);
/** Turns between two looks at the clock. */
const GLANCE = 16;
/** Turns between two signs of life, where one is due. */
const BEAT = 1 << 14;
let hits = new Set();
/** What ran while the test file was loaded, before its first test. */
let atLoad = new Set();
/** Rejects the test that runs. */
let failNow = () => undefined;

let probes = new Probes();
const frameworks = new Map();
const root = process.cwd();
let modules;
let judging;
const hooks = {
	hit: (unit) => hits.add(unit),
	probe: (...asked) => probes.record(...asked),
	loading: undefined,
	fuel: () => {
		burnt += 1;
		if (burnt > fuel) throw exhausted('more turns of loops and calls than allowed');
		if (burnt % GLANCE === 0 && now() > deadline) throw exhausted('a loop took longer than allowed');
		if (burnt % BEAT === 0) answers.beatIfDue();
	}
};

/** Tests inside of tests. */
const inner = {
	/** Ids of those that are to run; null = all. */
	wanted: null,
	skipped: new Set(),
	/** Nobody reads why a test failed. */
	isTerse: false,
	/** Hears of each; absent = the first that fails ends what is round it. */
	seen: undefined,
	count: 0,
	failed: undefined,
	async run(id, body) {
		const isWanted = (one) => one === id || one.startsWith(`${id} > `) || id.startsWith(`${one} > `);
		if (this.skipped.has(id) && !this.wanted) return;
		if (this.wanted && !this.wanted.some(isWanted)) return;
		const [outer, failOuter, started, burntOuter] = [hits, failNow, now(), burnt];
		[hits, burnt] = [new Set(), 0];
		if (job.failing) probes.begin(job.failing.includes(id));
		if (this.seen && job.limit) allow(job.limit);
		const error = await new Promise((resolve) => {
			failNow = (thrown) => resolve(thrown ?? new Error('failed'));
			body().then(() => resolve(undefined), failNow);
		});
		this.seen?.(id, error, now() - started);
		if (this.seen && job.limit) allow(job.limit);
		answers.beatIfDue();
		for (const unit of hits) outer.add(unit);
		[hits, failNow, burnt] = [outer, failOuter, burnt + burntOuter];
		this.count += 1;
		this.failed ??= error;
		if (error !== undefined && !this.seen) throw error;
	}
};

function exhausted(message) {
	isExhausted = true;
	return new OutOfFuel(message);
}

/** Another job; what is loaded of the repository stays where it is as before. */
function begin(next) {
	job = next.isAsBefore ? { ...job, enough: undefined, held: undefined, ...next } : next;
	usual = job.fuel ?? MOST_FUEL;
	probes = new Probes();
	hooks.loading = job.candidates ? undefined : sayOnce(new Set());
	inner.skipped = new Set(job.skipped ?? []);
	inner.isTerse = job.candidates !== undefined;
	if (next.isAsBefore) return;
	modules = new Modules(root, { sources: job.sources, replaced: frameworks, hooks });
	if (job.candidates) judging = new Judging(job, runFile);
}

/** @param {Set<string>} known */
function sayOnce(known) {
	return (file) => {
		if (!known.has(file)) answers.say({ loading: file });
		known.add(file);
	};
}

/** @param {number} limit milliseconds from now on; `slower`: times as many for loops, which are counted besides */
function allow(limit) {
	patience = now() + limit;
	deadline = now() + limit * (job.slower ?? 1);
}

/**
 * Runs one test within `limit` milliseconds, each test inside of it anew where they are only looked at; the error, or nothing. The limit alone
 * keeps no process alive: a test that waits for nothing that could still come has failed at once, without the clock.
 */
function runTest(test, limit) {
	return new Promise((resolve) => {
		let clock;
		const wait = (time) => {
			clock = setTimeout(() => {
				const left = patience - now();
				if (left > 0) wait(left);
				else resolve(new Error('did not end in time'));
			}, time);
			clock.unref();
		};
		wait(limit);
		const end = (error) => {
			clearTimeout(clock);
			resolve(error instanceof Skipped ? undefined : error);
		};
		failNow = (error) => end(error ?? new Error('failed'));
		runWithHooks(test).then(
			() => end(undefined),
			(error) => failNow(error)
		);
	});
}

/**
 * Runs the chosen tests of a file on fresh modules; `seen(test, error, milliseconds)` returns false to stop. `within`: which tests inside of
 * them are wanted, and who hears of each.
 */
async function runFile(file, changed, chosen, seen, within = { wanted: null, seen: undefined }) {
	Object.assign(inner, within);
	modules.reset(changed);
	startChance();
	hits = new Set();
	[burnt, fuel] = [0, usual];
	if (job.failing) probes.begin(job.failing.some((id) => id === file || id.startsWith(`${file} > `)));
	deadline =
		now() + (chosen ? Math.max(...[...chosen.values()].map(([limit]) => limit)) : (job.limit ?? Infinity));
	try {
		const tests = collect(file, { inner, frameworks, modules, isTerse: inner.isTerse });
		atLoad = hits;
		for (const test of tests) {
			const [limit, most] = (chosen ? chosen.get(test.id) : [job.limit]) ?? [];
			if (limit === undefined) {
				if (job.first?.includes(test.id)) await runTest(test, FIRST_LIMIT);
				continue;
			}
			hits = test.id === file ? new Set(atLoad) : new Set();
			[burnt, fuel, isExhausted] = [0, most ?? usual, false];
			[inner.count, inner.failed] = [0, undefined];
			if (job.failing && test.id !== file) probes.begin(job.failing.includes(test.id));
			const started = now();
			allow(limit);
			const thrown = (await runTest(test, limit)) ?? inner.failed;
			const error = thrown ?? (isExhausted ? new OutOfFuel('more than allowed') : undefined);
			const time = now() - started;
			answers.beatIfDue();
			if (!seen(test, error, time)) break;
		}
		if (!chosen) await leave(tests);
	} finally {
		failNow = () => undefined;
		restorePrototypes();
		process.removeAllListeners('exit');
		process.exitCode = undefined;
	}
}

/** The hooks at the end of suites; one that fails, or waits for nothing, says nothing of a test. */
function leave(tests) {
	return new Promise((resolve) => {
		failNow = resolve;
		leaveSuites(tests).then(resolve, resolve);
	});
}

async function observe() {
	for (const file of job.files) {
		if (job.loads === 'files') {
			await runFile(file, [], new Map(), () => true);
			continue;
		}
		const findings = [];
		const note = (test, error, time, parts = 0) => {
			const message = error === undefined ? undefined : String(error?.message ?? error).slice(0, 500);
			const line = lineOf(error, file);
			findings.push({
				...{ test, file, top: test, parts, message, line, time, burnt },
				passed: error === undefined,
				endless: isExhausted,
				hits: [...hits],
				loaded: [...atLoad]
			});
		};
		let first = 0;
		await runFile(
			file,
			[],
			undefined,
			({ id }, error, time) => {
				note(id, error, time, findings.length - first);
				for (const finding of findings.slice(first)) finding.top = id;
				first = findings.length;
				return true;
			},
			{ wanted: null, seen: (id, error, time) => note(id, error, time, isOuter(findings, id) ? 1 : 0) }
		);
		for (const finding of findings) answers.say(finding);
	}
	if (job.failing) for (const point of probes.report()) answers.say(point);
}

/** Whether tests inside of this one were seen already. */
function isOuter(findings, id) {
	return findings.some(({ test }) => test.startsWith(`${id} > `));
}

async function judgeAll() {
	let left = job.enough ?? Infinity;
	for (const [index, candidate] of job.candidates.entries()) {
		if (left === 0) return;
		const finding = await judging.judge(candidate);
		if (finding.agrees?.length >= (job.held ?? 0)) left -= 1;
		answers.say({ index, ...finding });
	}
}

async function main(folder) {
	process.exit = (code) => {
		throw new Exited(String(code ?? process.exitCode ?? 0));
	};
	process.on('uncaughtException', (error) => failNow(error));
	process.on('unhandledRejection', (error) => failNow(error));
	process.on('beforeExit', () => setImmediate(() => failNow(new Error('it waits for nothing'))));
	for (const stream of [process.stdout, process.stderr]) stream.write = () => true;
	for (let number = 0; ; number++) {
		const next = await nextJob(folder, number);
		if (!next) return;
		begin(next);
		answers = new Answers(folder, number, { isEachAtOnce: !job.candidates || job.again });
		try {
			await (job.candidates ? judgeAll() : observe());
		} catch (error) {
			answers.say({ crashed: String(error?.stack ?? error) });
			answers.flush();
			throw error;
		}
		answers.say({ done: true });
		await answers.end();
	}
}

main(path.resolve(process.argv[2])).then(
	() => exit(0),
	() => exit(1)
);
