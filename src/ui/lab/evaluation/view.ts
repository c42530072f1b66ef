/** What the page of an evaluation shows, out of its samples. */
import { formatPercent } from '../../shared/format.ts';
import { bootstrap, byTask, curve, isResolved, kindOf, type CurvePoint } from '#session/figures.ts';
import { median, wilson } from '#session/figures.ts';
import type { Sample, Stored } from '#session/evaluation.svelte.ts';

export type Row = { what: string; figures: readonly string[] };
export type Group = { agent: string; samples: readonly Sample[] };

/** By agent; those with injected bugs apart from those with real ones. */
export function groupsOf(head: Stored, samples: readonly Sample[]): Group[] {
	const groups = new Map<string, Sample[]>();
	for (const sample of samples) {
		const agent = `${sample.agent || head.agent}${sample.injected ? ', injected bugs' : ''}`;
		const list = groups.get(agent);
		if (list) list.push(sample);
		else groups.set(agent, [sample]);
	}
	return [...groups].map(([agent, list]) => ({ agent, samples: list }));
}

/** "12 of 40, 30 % (18 to 45)": by tasks where there are several samples of a task, else Wilson's. */
function rateOf(samples: readonly Sample[], holds: (sample: Sample) => boolean): string {
	if (samples.length === 0) return '-';
	const count = samples.filter(holds).length;
	const tasks = [...byTask(samples).values()];
	const { low, high } =
		tasks.length < samples.length
			? bootstrap(tasks.map((list) => list.filter(holds).length / list.length))
			: wilson(count, samples.length);
	return `${count} of ${samples.length}, ${formatPercent(count / samples.length)} (${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)})`;
}

const middle = (values: readonly number[], digits = 0) =>
	values.length > 0 ? median(values).toFixed(digits) : '-';

export function rowsOf(groups: readonly Group[]): Row[] {
	const row = (what: string, figure: (samples: readonly Sample[]) => string): Row => ({
		what,
		figures: groups.map(({ samples }) => figure(samples))
	});
	const sum = (samples: readonly Sample[], of: (sample: Sample) => number) =>
		samples.reduce((total, sample) => total + of(sample), 0);
	return [
		row('Tasks', (samples) => String(byTask(samples).size)),
		row('Resolved (hidden tests)', (samples) => rateOf(samples, isResolved)),
		row('Genuine (as the known fix, beyond the tests)', (samples) =>
			samples.some(({ genuine }) => genuine !== null)
				? rateOf(samples, (sample) => isResolved(sample) && sample.genuine === true)
				: 'not checked'
		),
		row('Green (the tests that it saw)', (samples) => rateOf(samples, ({ green }) => green)),
		row('Empty patch', (samples) => rateOf(samples, ({ empty }) => empty)),
		row('Stuck in a loop', (samples) => rateOf(samples, ({ stuck }) => stuck)),
		row('Could not be judged', (samples) =>
			String(samples.filter((one) => one.resolution === null && !one.empty).length)
		),
		row('Steps, median', (samples) => middle(samples.map(({ steps }) => steps))),
		row('Candidates, median', (samples) => middle(samples.flatMap(({ candidates }) => candidates ?? []))),
		row(
			'Tokens in and out',
			(samples) => `${sum(samples, (one) => one.inputTokens)} / ${sum(samples, (one) => one.outputTokens)}`
		),
		row('Cost', (samples) => `$${sum(samples, ({ cost }) => cost).toFixed(2)}`),
		row('Seconds, median', (samples) =>
			middle(
				samples.map(({ seconds }) => seconds),
				1
			)
		)
	];
}

export function kindsOf(samples: readonly Sample[]): { kind: string; count: number }[] {
	const counts = new Map<string, number>();
	for (const sample of samples) counts.set(kindOf(sample), (counts.get(kindOf(sample)) ?? 0) + 1);
	return [...counts].map(([kind, count]) => ({ kind, count })).sort((one, other) => other.count - one.count);
}

export type Line = { name: string; points: readonly CurvePoint[] };

export function linesOf(groups: readonly Group[]): Line[] {
	return groups.flatMap(({ agent, samples }) => {
		const hasScores = samples.some(({ score }) => score !== null);
		const lines: Line[] = [{ name: `${agent}: Pass@k`, points: curve(samples, 'pass') }];
		if (hasScores) lines.push({ name: `${agent}: Best@k`, points: curve(samples, 'best') });
		return lines;
	});
}
