/** Learns from bugs, judges what was learned on packages that it was not learned from, and says so: in words, as figures of the page, as weights. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { load } from '../packs/load.mjs';
import { printBest, printOutcome } from './print.mjs';

/** Bugs by what they are: figures of injected ones and of real ones are never mixed. @param {any[]} all */
const byKind = (all) =>
	/** @type {const} */ (['injected', 'real']).flatMap((kind) => {
		const bugs = all.filter(({ injected }) => injected === (kind === 'injected'));
		return bugs.length > 0 ? [{ kind, bugs }] : [];
	});

/** What does not work out with so few bugs is said. @template T @param {string} what @param {() => T} action @returns {T | null} */
function orSay(what, action) {
	try {
		return action();
	} catch (error) {
		if (error instanceof Error && error.name !== 'CodedError') throw error;
		process.stdout.write(`${what}: ${error instanceof Error ? error.message : String(error)}\n`);
		return null;
	}
}

/** Tasks whose bugs these are, or into which they were put. @param {any[]} bugs */
const tasksOf = (bugs) => [...new Set(bugs.map(({ id, bug }) => bug?.task ?? id))].sort();

/**
 * @param {{bugs: any[], files: string[], method: string, domain: string | null, budget: number, figures?: string | undefined, out?: string | undefined}} options
 *   `figures` and `out`: files to write
 */
export async function learnFrom({ bugs: all, files, method, domain, budget, figures, out }) {
	const { defaults } = await load('src/gym/training/ranking.ts');
	const { experiment, experimentDefaults } = await load('src/gym/training/experiment.ts');
	const { bestOf, bestOfDefaults } = await load('src/gym/training/best-of.ts');
	const { CodedError } = await load('src/model/coded-error.ts');
	if (!(method in defaults)) throw new CodedError('E_METHOD', `There is no method "${method}"`);
	const date = new Date().toISOString();
	const host = `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}`;
	process.stdout.write(`${host}; ${date.slice(0, 10)}\n`);
	const [experiments, best] = [[], []].map((list) => /** @type {any[]} */ (list));
	const data = byKind(all);
	for (const { kind, bugs } of data)
		for (const source of figures === undefined ? data.filter((one) => one.kind === kind) : data)
			for (const one of figures === undefined ? [method] : Object.keys(defaults)) {
				if (kind === 'injected' && source.kind === 'real') continue; // too few to learn from
				const from = source.kind === kind ? null : source.bugs;
				const options = { ...experimentDefaults, budget, domain, from, training: defaults[one] };
				const what = `${kind} bugs, learned from ${source.kind} ones by ${one}`;
				const outcome = orSay(what, () => experiment(bugs, options));
				if (!outcome) continue;
				printOutcome(what, outcome);
				experiments?.push({ kind, learnedFrom: source.kind, method: one, ...outcome });
			}
	for (const { kind, bugs } of domain === null ? data : []) {
		const found = orSay(`choosing, ${kind} bugs`, () => bestOf(bugs, { ...bestOfDefaults, budget }));
		if (!found) continue;
		printBest(kind, found);
		best?.push({ kind, ...found });
	}
	if (figures !== undefined) {
		const { readFigures } = await load('src/gym/training/figures.ts');
		const tasks = data.map(({ kind, bugs }) => ({ kind, tasks: tasksOf(bugs) }));
		const text = `${JSON.stringify({ type: 'tabgym-training-figures', version: 1, date, host, data: tasks, experiments, best }, null, '\t')}\n`;
		readFigures(figures, text);
		writeFileSync(figures, text);
		process.stdout.write(`${figures}\n`);
	}
	if (out !== undefined) await writeLearned({ all, files, method, date, out });
}

/** The weights of all. @param {{all: any[], files: string[], method: string, date: string, out: string}} options */
async function writeLearned({ all, files, method, date, out }) {
	const { defaults, handMade, train } = await load('src/gym/training/ranking.ts');
	const { writeWeights } = await load('src/gym/training/weights.ts');
	let weights = handMade();
	for (const epoch of train(all, defaults[method])) ({ weights } = epoch);
	const learnedFrom = [...new Set(all.map(({ group }) => group))].sort();
	const about = `${method} on ${all.length} bugs of ${files.join(', ')}`;
	writeFileSync(out, writeWeights({ about, date, learnedFrom }, weights));
	process.stdout.write(`${out}\n`);
}
