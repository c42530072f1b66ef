/** What came by the address or as a file: nothing yet, a task, a run, or a reason why it cannot be opened. */
import { isLetters, readFile, readLetters, SharedSession, type Share } from '#session/shared.svelte.ts';
import type { SharedComparison, SharedEvaluation, SharedWeights } from '#session/shared-things.ts';
import type { Assignment } from '#session/student-work.svelte.ts';
import type { Parts } from '#session/parts.ts';
import { linkTo } from '../route.ts';

/** Bytes of a file that is read at all. */
const MOST = 64e6;

export class SharedPage {
	readonly #parts: Parts;
	readonly #go: (address: string) => void;
	#run = $state.raw<SharedSession | null>(null);
	#assignment = $state.raw<Assignment | null>(null);
	#comparison = $state.raw<SharedComparison | null>(null);
	#evaluation = $state.raw<SharedEvaluation | null>(null);
	#weights = $state.raw<SharedWeights | null>(null);
	#problem = $state.raw('');
	#busy = $state(false);
	/** An address elsewhere that the link wants fetched: asked before. */
	#ask = $state.raw<URL | null>(null);

	/** @param go where a task or lesson is a page of its own */
	constructor(parts: Parts, go: (address: string) => void = (address) => location.replace(address)) {
		this.#parts = parts;
		this.#go = go;
	}

	get run(): SharedSession | null {
		return this.#run;
	}
	get assignment(): Assignment | null {
		return this.#assignment;
	}
	get comparison(): SharedComparison | null {
		return this.#comparison;
	}
	get evaluation(): SharedEvaluation | null {
		return this.#evaluation;
	}
	get weights(): SharedWeights | null {
		return this.#weights;
	}
	get problem(): string {
		return this.#problem;
	}
	get busy(): boolean {
		return this.#busy;
	}
	get ask(): URL | null {
		return this.#ask;
	}

	/** `text` = what stands behind "#": letters, "url=..." or nothing. */
	async openAddress(text: string): Promise<void> {
		this.#run = null;
		this.#assignment = null;
		this.#comparison = null;
		this.#evaluation = null;
		this.#weights = null;
		this.#problem = '';
		this.#ask = null;
		if (text.startsWith('url=')) return this.#openUrl(text.slice(4));
		if (isLetters(text)) await this.#open(async () => readLetters(text));
	}

	/** What the reader chose or dropped. */
	async openFile(file: File): Promise<void> {
		await this.#open(async () => {
			if (file.size > MOST) throw new Error(`Cannot open "${file.name}": it has more than ${MOST / 1e6} MB`);
			return readFile(await file.text());
		});
	}

	async fetchAsked(): Promise<void> {
		const url = this.#ask;
		this.#ask = null;
		if (url) await this.#open(() => fetched(url));
	}

	async #openUrl(encoded: string): Promise<void> {
		let url: URL;
		try {
			url = new URL(decodeURIComponent(encoded), document.baseURI);
		} catch {
			this.#problem = `Cannot open this link: "${encoded}" is no address`;
			return;
		}
		if (!['https:', 'http:'].includes(url.protocol))
			this.#problem = `Cannot open this link: it names ${url.protocol}, and only http and https are fetched`;
		else if (url.origin === location.origin) await this.#open(() => fetched(url));
		else this.#ask = url;
	}

	async #open(read: () => Promise<Share>): Promise<void> {
		this.#busy = true;
		this.#problem = '';
		try {
			await this.#show(await read());
		} catch (error) {
			this.#problem = error instanceof Error ? error.message : String(error);
		} finally {
			this.#busy = false;
		}
	}

	async #show(share: Share): Promise<void> {
		switch (share.kind) {
			case 'task':
				return this.#go(linkTo('task', share.task));
			case 'lesson':
				return this.#go(`#/lesson/${share.lesson}`);
			case 'assignment':
				return void (this.#assignment = share.assignment);
			case 'submission':
				this.#problem = `This is what ${share.submission.name} handed in. Open the assignment under Classroom, and choose this file there`;
				return;
			case 'run':
			case 'fork':
				return void (this.#run = await SharedSession.open(this.#parts, share));
			case 'comparison': {
				const { SharedComparison } = await import('#session/shared-things.ts');
				return void (this.#comparison = await SharedComparison.open(this.#parts, share));
			}
			case 'evaluation':
				return void (this.#evaluation = share.evaluation);
			case 'weights':
				return void (this.#weights = share.weights);
			default:
				share satisfies never;
		}
	}
}

async function fetched(url: URL): Promise<Share> {
	const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(() => null);
	if (!response)
		throw new Error(
			`Cannot fetch ${url.href}: it does not answer, or does not let other sites read it (CORS)`
		);
	if (!response.ok) throw new Error(`Cannot fetch ${url.href}: it answers ${response.status}`);
	const blob = await response.blob();
	if (blob.size > MOST) throw new Error(`Cannot open ${url.href}: it has more than ${MOST / 1e6} MB`);
	return readFile(await blob.text());
}
