/** The picture of a run for chats and posts: 1200 x 630 px, as https://ogp.me asks for, drawn in this tab. */
import { diffLines } from 'diff';
import type { Session } from '#session/session.svelte.ts';
import { plural } from '../shared/format.ts';
import { endWords, resolutionWords, type Tone } from '../shared/words.ts';

export const CARD = { width: 1200, height: 630 } as const;

export type Card = {
	title: string;
	outcome: { text: string; tone: Tone };
	/** One below the other. */
	facts: readonly string[];
};

/** What of a run stands on its picture. */
export async function cardOf(session: Session): Promise<Card> {
	const run = session.replay.latest;
	const { head, pack } = session;
	const { verdict, end } = run;
	const size = await sizeOf(session).catch(() => ''); // of a run on an older version of its task the files are gone
	const held = verdict?.tests.filter(({ holds }) => holds).length ?? 0;
	return {
		title: pack?.task.title ?? head?.task ?? 'A run',
		outcome: verdict
			? { text: resolutionWords[verdict.resolution].label, tone: resolutionWords[verdict.resolution].tone }
			: {
					text: end ? endWords[end.reason].label : 'Not judged',
					tone: end ? endWords[end.reason].tone : 'plain'
				},
		facts: [
			...(verdict ? [`${held} of ${plural(verdict.tests.length, 'test')} as asked`] : []),
			run.changes.length > 0 ? `${size}${plural(run.changes.length, 'file')} changed` : 'No file changed',
			`${plural(run.steps.length, 'step')} by ${run.agent || (head?.agent ?? 'an agent')}`,
			head?.startedAt.slice(0, 10) ?? ''
		]
	};
}

/** As in "+2 −1 lines, ". */
async function sizeOf(session: Session): Promise<string> {
	let [added, removed] = [0, 0];
	const { latest } = session.replay;
	for (const { path } of latest.changes) {
		const { before, after } = await session.read(path, latest);
		for (const part of diffLines(before ?? '', after ?? '')) {
			if (part.added) added += part.count;
			if (part.removed) removed += part.count;
		}
	}
	return `+${added} −${removed} lines, `;
}

/** The same in words, for who does not see it. */
export const wordsOf = ({ title, outcome, facts }: Card): string =>
	[title, outcome.text, ...facts].join('. ');

const COLOURS: Record<Tone, string> = {
	green: '#57cb94',
	red: '#ff938b',
	amber: '#e6b450',
	accent: '#94a9ff',
	plain: '#9aa4b5'
};
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";
const LEFT = 84;
/** Lines of a title at most; a longer one ends in dots. */
const TITLE_LINES = 3;

export async function drawCard({ title, outcome, facts }: Card): Promise<Blob> {
	const canvas = document.createElement('canvas');
	Object.assign(canvas, CARD);
	const on = canvas.getContext('2d');
	if (!on) throw new Error('Cannot draw the picture: this browser gives no 2D canvas');
	on.fillStyle = '#0d1015';
	on.fillRect(0, 0, CARD.width, CARD.height);
	on.fillStyle = COLOURS[outcome.tone];
	on.fillRect(0, 0, 18, CARD.height);
	on.textBaseline = 'alphabetic';
	const write = (text: string, y: number, size: number, colour: string, weight = 400) => {
		on.font = `${weight} ${size}px ${FONT}`;
		on.fillStyle = colour;
		on.fillText(text, LEFT, y, CARD.width - 2 * LEFT);
	};
	write('Tabgym', 96, 30, '#94a9ff', 650);
	on.font = `650 60px ${FONT}`;
	const lines = wrapped(title, CARD.width - 2 * LEFT, (text) => on.measureText(text).width);
	lines.forEach((line, index) => write(line, 182 + index * 70, 60, '#e6e9ef', 650));
	const below = 182 + lines.length * 70;
	write(outcome.text, below + 6, 44, COLOURS[outcome.tone], 620);
	facts.forEach((fact, index) => write(fact, below + 66 + index * 44, 30, '#c3c9d4'));
	return new Promise((done, failed) =>
		canvas.toBlob(
			(blob) => (blob ? done(blob) : failed(new Error('Cannot draw the picture: it is empty'))),
			'image/png'
		)
	);
}

/** By words; what is longer than a line is cut where the line ends. @param widthOf pixels of a text */
export function wrapped(text: string, width: number, widthOf: (text: string) => number): string[] {
	const lines: string[] = [];
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
		if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	const shown = lines
		.slice(0, TITLE_LINES)
		.map((line, index) => fitted(line, index === TITLE_LINES - 1 && lines.length > TITLE_LINES));
	return shown;
	function fitted(line: string, goesOn: boolean): string {
		if (!goesOn && widthOf(line) <= width) return line;
		let cut = line;
		while (cut.length > 1 && widthOf(`${cut} …`) > width) cut = cut.slice(0, -1);
		return `${cut} …`;
	}
}
