/** What the keyless agent says: Markdown, honest about what it knows. */
import { lineAt } from './syntax.ts';
import type { Candidate } from './candidate.ts';
import type { Green } from './search.ts';
import type { Survey } from './survey.ts';

/** Lines shown above and below the most suspicious one. */
const AROUND = 8;

/** Thoughts are Markdown, and code may hold what means something there. */
export function asCode(text: string): string {
	const fence = text.includes('`') ? '``' : '`';
	return `${fence} ${text} ${fence}`;
}

export function describe({ source, start, what, template }: Candidate): string {
	return `${source.path}:${lineAt(source.text, start)}: ${template}: ${what}`;
}

type Suspect = { source: Candidate['source']; line: number; suspicion: number };

export function suspects({ units, suspicion }: Survey): Suspect[] {
	return units
		.map(({ source, node }, index) => ({
			source,
			line: lineAt(source.text, node.start),
			suspicion: suspicion[index] ?? 0
		}))
		.filter((one) => one.suspicion > 0)
		.sort((a, b) => b.suspicion - a.suspicion)
		.slice(0, 5);
}

export function suspicionText({ failing, units, left }: Survey, top: readonly Suspect[]): string {
	const lines = top.map(
		({ source, line, suspicion }) => `- ${source.path}:${line} (${suspicion.toFixed(2)})`
	);
	const not = left.length > 0 ? `\n\nNot searched, not CommonJS: ${left.join(', ')}.` : '';
	return `${failing.length} failing tests, ${units.length} statements. The failing tests run these and the passing ones do not, or less often (Ochiai):\n\n${lines.join('\n')}${not}`;
}

export function rangeAround({ source, line }: Suspect): [number, number] {
	return [Math.max(1, line - AROUND), Math.min(source.text.split('\n').length, line + AROUND)];
}

/** What is known beyond what was searched by. */
export type Evidence = {
	/** Examples of the issue that can be run, and those that held before. */
	examples: number;
	heldBefore: number;
	/** Failing tests that were kept for last, and edits that passed all but these. */
	withheld: number;
	overfitted: number;
};

export function closing(
	{ name, chosen, green, tried }: { name: string; chosen: Green; green: readonly Green[]; tried: number },
	{ examples, heldBefore, withheld, overfitted }: Evidence
): string {
	const others = green.filter((other) => other !== chosen).slice(0, 5);
	const lines = others.map((other) => `- ${asCode(describe(other))}`);
	const parts = [
		`All ${name} pass after ${tried} edits tried. That is not proof that the bug is gone: I chose among edits by what tests say.`
	];
	if (withheld > 0)
		parts.push(
			`Kept for last: ${count(withheld, 'failing test')}. ${count(overfitted, 'edit')} passed the others and failed there.`
		);
	if (examples > 0)
		parts.push(
			`Of ${count(examples, 'example')} of the issue that can be run, ${chosen.agrees} ${chosen.agrees === 1 ? 'holds' : 'hold'} with this edit; ${heldBefore} did before.`
		);
	if (lines.length > 0) parts.push(`Other edits that pass as well:\n\n${lines.join('\n')}`);
	return parts.join('\n\n');
}

function count(number: number, what: string): string {
	return `${number} ${what}${number === 1 ? '' : 's'}`;
}
