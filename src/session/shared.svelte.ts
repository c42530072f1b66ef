/** A run that came by a link or a file: shown at once from what it carries, run again only when the reader says so. */
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import type { Comparison } from '#share/compare.ts';
import { contentReader } from '#share/contents.ts';
import { offerRun, type Offer } from '#share/offer.ts';
import { unpackRun, type SharedRun, type TaskWords } from '#share/run.ts';
import { isLetters, readFile, readLetters, writeFile, writeLetters, type Share } from '#share/share.ts';
import { standalone } from '#store/lineage.ts';
import { memoryStore } from '#store/memory.ts';
import { Again } from './again.svelte.ts';
import { baseTree } from './files.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import { Session } from './session.svelte.ts';

export type { Comparison, Offer, Share };
export { isLetters, readFile, readLetters, writeFile, writeLetters };

export const wordsOf = ({ problemStatement, failToPass, passToPass, flaky }: Task): TaskWords => ({
	issue: problemStatement,
	tests: [...failToPass, ...passToPass, ...flaky]
});

export class SharedSession {
	/** What the page shows: the run as it was recorded. */
	readonly session: Session;
	readonly shared: SharedRun;
	readonly #parts: Parts;
	readonly #pack: TaskPack;
	#again = $state.raw<Again | null>(null);

	private constructor(parts: Parts, pack: TaskPack, shared: SharedRun) {
		const found = contentReader(shared.contents, baseTree(pack.base));
		const store = memoryStore([shared.trajectory], found);
		this.shared = shared;
		this.#parts = parts;
		this.#pack = pack;
		this.session = new Session({ ...parts, store: async () => store, loadTaskPack: async () => pack });
	}

	static async open(parts: Parts, share: Extract<Share, { kind: 'run' }>): Promise<SharedSession> {
		const pack = await parts.loadTaskPack(share.run.head.task, {});
		const opened = new SharedSession(parts, pack, unpackRun(share.run, wordsOf(pack.task)));
		await opened.session.openRun(opened.shared.trajectory.head.id);
		if (share.at !== undefined) opened.session.replay.seek(share.at);
		return opened;
	}

	/** Whether the task is the one that the run was made on; else results may differ for that reason alone. */
	get sameTask(): boolean {
		return this.#pack.digest === this.shared.trajectory.head.taskDigest;
	}
	/** The run again, once asked for. */
	get again(): Session | null {
		return this.#again?.session ?? null;
	}
	get comparison(): Comparison | null {
		return this.#again?.comparison ?? null;
	}

	/** Does the recorded actions again in a fresh sandbox, and has the result judged. */
	async runAgain(host: HostName): Promise<void> {
		this.#again = new Again({ parts: this.#parts, pack: this.#pack, recorded: this.shared, keep: false });
		await this.#again.run(host);
	}

	/** Keeps a copy in this browser, where it can be forked and compared; returns its id. */
	async keep(): Promise<string> {
		const { trajectories, blobs } = await this.#parts.store();
		const { trajectory, contents } = this.shared;
		const read = contentReader(contents, baseTree(this.#pack.base));
		const id = this.#parts.newId();
		for (const event of trajectory.events)
			if (event.type === 'files-changed')
				for (const { before, after } of event.patch)
					for (const one of [before, after]) if (one !== null) await blobs.keep(one, read);
		await trajectories.create({ ...trajectory.head, id });
		await trajectories.append(id, trajectory.events);
		return id;
	}
}

/** Links and the file of a run of this browser. `address` = what stands before the letters, with "#". */
export async function offerSession(
	parts: Parts,
	session: Session,
	{ at, full, address }: { at: number | null; full: boolean; address: string }
): Promise<Offer> {
	const { head, pack } = session;
	if (!head || !pack) throw new CodedError('E_NO_RUN', 'Cannot share the run: it is not loaded yet');
	const { blobs } = await parts.store();
	return offerRun(standalone(head, session.replay.events), {
		words: wordsOf(pack.task),
		read: (id) => blobs.get(id).catch(() => null),
		at,
		full,
		before: address.length
	});
}
