// Judges edits: which failing tests pass with one, and whether all others still do.
'use strict';

/**
 * A failing test is dear where it takes more turns than this many, and this many times those of the cheapest one: it is run only for edits
 * that help with the others.
 */
const DEAR = 2000;
const DEARER = 20;

exports.Judging = class Judging {
	#job;
	#runFile;
	#parts;
	/** The file at which the last edit failed that broke something comes first: the next one may well break the same. */
	#stages;

	/** `runFile`: as in main.cjs. */
	constructor(job, runFile) {
		this.#job = job;
		this.#runFile = runFile;
		this.#stages = [...job.stages];
		const costOf = ({ burnt, fuel }) => Math.min(burnt, fuel);
		const most = Math.max(DEAR, DEARER * Math.min(...job.goals.map(costOf)));
		const isDear = (goal) => costOf(goal) > most;
		this.#parts = [job.goals.filter((goal) => !isDear(goal)), job.goals.filter(isDear)];
	}

	/**
	 * The failing tests first; then, if that was a gain, those that pass, those that were withheld, and what the issue says. `lines`: where the
	 * failing tests failed, null = they pass. `concerned`: indexes of stages, absent = all.
	 */
	async judge({ path, start, end, text, stages: concerned }) {
		const job = this.#job;
		const source = job.sources[path];
		const changed = [[path, source.slice(0, start) + text + source.slice(end)]];
		const lines = await this.#goals(changed);
		const failed = lines.findIndex((line) => line !== null);
		if (failed >= 0 && !this.#isGain(lines)) return { lines, failed: job.goals[failed].test };
		const broken = await this.#firstFailed(
			this.#stages,
			changed,
			concerned?.map((one) => job.stages[one].file)
		);
		if (broken !== null) return { lines, failed: broken, broke: true };
		if (failed >= 0) return { lines, failed: job.goals[failed].test };
		const withheld = await this.#firstFailed(job.withheld ?? [], changed);
		if (withheld !== null) return { lines, failed: withheld, onlyWithheld: true };
		const agrees = [];
		for (const example of job.examples ?? [])
			if ((await this.#firstFailed([example], changed)) === null) agrees.push(example.file);
		return { lines, failed: null, agrees };
	}

	/** One that passes, or comes further, and none that fails earlier: that would undo it. */
	#isGain(lines) {
		const { goals } = this.#job;
		if (lines.some((line, index) => line !== null && line < goals[index].line)) return false;
		return lines.some((line, index) => line === null || line > goals[index].line);
	}

	/** Where each failing test fails; where one does so earlier than before, or the cheap ones gain nothing, the others are not run. */
	async #goals(changed) {
		const { goals } = this.#job;
		const lines = new Map(goals.map(({ test, line }) => [test, line]));
		const all = () => goals.map(({ test }) => lines.get(test));
		for (const part of this.#parts) {
			if (part !== this.#parts[0] && !this.#isGain(all())) break;
			for (const file of new Set(part.map((goal) => goal.file))) {
				const own = part.filter((goal) => goal.file === file);
				if (await this.#goalsOf(file, own, { changed, lines })) return all();
			}
		}
		return all();
	}

	/** Returns whether one of them fails earlier than before. */
	async #goalsOf(file, own, { changed, lines }) {
		const before = new Map(own.map(({ test, line }) => [test, line]));
		for (const test of before.keys()) lines.set(test, 0);
		const chosen = new Map();
		for (const { top, limit, fuel } of own) {
			const [most, turns] = chosen.get(top) ?? [0, 0];
			chosen.set(top, [Math.max(most, limit), Math.max(turns, fuel)]);
		}
		let isEarlier = false;
		const note = (id, error) => {
			const line = error === undefined ? null : lineOf(error, file);
			lines.set(id, line);
			if (line !== null && line < before.get(id)) isEarlier = true;
		};
		const seen = ({ id }, error) => {
			note(id, error);
			return !isEarlier;
		};
		await this.#runFile(file, changed, chosen, seen, { wanted: own.map(({ test }) => test), seen: note });
		return isEarlier || own.some(({ test, line }) => lines.get(test) === 0 && line > 0);
	}

	/** Runs stage by stage until a test fails; one that does not run at all counts as failed. null = all pass. `files`: those that are run, absent = all. */
	async #firstFailed(stages, changed, files) {
		for (const [index, { file, tests }] of stages.entries()) {
			if (files?.includes(file) === false) continue;
			const chosen = new Map(tests.map(([id, ...bounds]) => [id, bounds]));
			let left = chosen.size;
			let failed;
			await this.#runFile(file, changed, chosen, (test, error) => {
				if (error === undefined) left -= 1;
				else failed = test.id;
				return failed === undefined;
			});
			if (left === 0) continue;
			stages.unshift(...stages.splice(index, 1));
			return failed ?? `${file} (a test is missing)`;
		}
		return null;
	}
};

/** Line of the test file at which a test failed: how far it came. 0 where nothing says so. */
function lineOf(error, file) {
	const stack = String(error?.stack ?? '');
	const at = stack.indexOf(`${file}:`);
	return at < 0 ? 0 : Number.parseInt(stack.slice(at + file.length + 1), 10) || 0;
}
exports.lineOf = lineOf;
