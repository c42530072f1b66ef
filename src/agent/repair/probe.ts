/**
 * Asks all conditions that could be proposed in one run of the tests, before any edit is tried: most take effect in no turn of a failing
 * test, and many in the same turns as another. What is left is fewer edits, and those that leave the passing tests alone come first.
 */
import { CodedError } from '#model/coded-error.ts';
import type { Candidate } from './candidate.ts';
import type { Checker, Probed } from './checker.ts';
import { withProbes, type Question } from './instrument.ts';
import type { Predicate } from './predicates.ts';
import { Proposals, type Wanted } from './propose.ts';
import type { Survey } from './survey.ts';
import { isExpression, type Source } from './syntax.ts';
import type { Answers, Asked, Point } from './templates/site.ts';

/** What a condition is worth that leaves all passing tests alone, above one that concerns all that come there. */
const SPREAD = 1.5;
/** Conditions asked at one place, and those kept of some that say the same in the failing tests. */
const TEXTS = 250;
const KEPT = 6;
/** What asking could change. */
const IMPURE =
	/\+\+|--|[^=!<>]=[^=>]|\b(await|yield|delete|new)\b|\.(exec|test|next|read|pop|push|shift|unshift|splice|sort|reverse|write|end|emit)\(/;

/** All edits worth a try, best first. */
export async function candidatesFor(
	checker: Checker,
	{ units, suspicion, failing, sources, testFiles, fuel }: Survey,
	wanted: Wanted
): Promise<Candidate[]> {
	const proposals = new Proposals(units, suspicion, wanted);
	const questions = new Questions();
	proposals.ask(questions);
	const texts = questions.instrumented(sources);
	const limits = { failing: failing.map(({ test }) => test), fuel };
	const [told] = await Promise.all([
		texts && checker.observe(testFiles, texts, limits).catch(withoutAnswers),
		thinkAhead(proposals)
	]);
	return proposals.best(told ? new Told(questions, told.probed) : undefined);
}

/** Lets others have their turn in between: the tests are to begin. */
async function thinkAhead(proposals: Proposals): Promise<void> {
	for (const _ of proposals.thinkAhead())
		await new Promise<void>((resolve) => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => {
				port1.close();
				resolve();
			};
			port2.postMessage(null);
		});
}

/** The tests do not run with questions in the code: all are tried. */
function withoutAnswers(error: unknown): null {
	if (error instanceof CodedError) return null;
	throw error;
}

type Place = Omit<Question, 'texts'> & { id: number; source: Source; texts: Map<string, number> };

/** Notes what is to be asked. */
class Questions implements Answers {
	readonly places = new Map<string, Place>();
	readonly #parsed = new Map<string, boolean>();

	about(source: Source, { node, kind }: Point, predicates: readonly Predicate[]): Asked[] {
		const key = keyOf(source, { node, kind });
		const place = this.places.get(key) ?? { id: 0, source, node, kind, texts: new Map<string, number>() };
		this.places.set(key, place);
		for (const { text } of [...predicates].sort((a, b) => b.prior - a.prior))
			if (!IMPURE.test(text) && !place.texts.has(text) && place.texts.size < TEXTS)
				place.texts.set(text, place.texts.size);
		return [];
	}

	/** Path -> text that asks; null where that would not parse. */
	instrumented(sources: readonly Source[]): Record<string, string> | null {
		const texts: Record<string, string> = {};
		let first = 0;
		for (const source of sources) {
			const own = [...this.places.values()].filter(
				(place) => place.source === source && place.texts.size > 0
			);
			for (const [index, place] of own.entries()) place.id = first + index;
			const questions = own.map((place) => ({ ...place, texts: [...place.texts.keys()] }));
			if (!questions.every((question) => question.texts.every((text) => this.#parses(text)))) return null;
			texts[source.path] = withProbes(source, questions, first);
			first += own.length;
		}
		return texts;
	}

	/** Most conditions are asked at many places. */
	#parses(text: string): boolean {
		const known = this.#parsed.get(text) ?? isExpression(text);
		this.#parsed.set(text, known);
		return known;
	}
}

class Told implements Answers {
	readonly #questions: Questions;
	readonly #answers: ReadonlyMap<number, Probed>;
	readonly #most = new Map<string, number>();

	constructor(questions: Questions, probed: readonly Probed[]) {
		this.#questions = questions;
		this.#answers = new Map(probed.map((one) => [one.point, one]));
	}

	/** Those that take effect in a failing test; of those that do so in the same turns, the best few. */
	about(source: Source, point: Point, predicates: readonly Predicate[]): Asked[] {
		const place = this.#questions.places.get(keyOf(source, point));
		const counts = new Map<string, number>();
		return predicates
			.flatMap((predicate) => this.#effectOf(place, point, predicate))
			.sort((a, b) => b.prior - a.prior)
			.filter(({ effect }) => {
				if (!effect) return true;
				const count = (counts.get(effect.turns) ?? 0) + 1;
				counts.set(effect.turns, count);
				return count <= KEPT;
			});
	}

	/** Passing tests that some edit there concerns: a condition that concerns them all says no more than `true` or `false`. */
	#mostAt(id: number, holds: boolean): number {
		const key = `${id} ${holds}`;
		const known = this.#most.get(key);
		if (known !== undefined) return known;
		const own = this.#answers.get(id)?.effects.filter((_, index) => index % 2 === (holds ? 0 : 1)) ?? [];
		const most = Math.max(0, ...own.map(([, , passing]) => passing));
		this.#most.set(key, most);
		return most;
	}

	#effectOf(place: Place | undefined, { holds }: Point, predicate: Predicate): Asked[] {
		const index = place?.texts.get(predicate.text);
		// There were likelier ones to ask; what asking could change nobody asked.
		if (!place || index === undefined) return IMPURE.test(predicate.text) ? [predicate] : [];
		const answer = this.#answers.get(place.id);
		const [turns, count, passing] = answer?.effects[2 * index + (holds ? 0 : 1)] ?? [0, 0, 0];
		if (!answer || count === 0) return [];
		const most = this.#mostAt(place.id, holds);
		const spread = most === 0 ? 0 : passing / most;
		const effect = { turns: `${place.node.start}-${place.node.end} ${turns} ${count}`, spread };
		return [{ ...predicate, prior: predicate.prior + SPREAD * (0.5 - spread), effect }];
	}
}

function keyOf({ path }: Source, { node, kind }: Omit<Point, 'holds'>): string {
	return `${path} ${kind} ${node.start} ${node.end}`;
}
