/** A run that came by a link or a file: shown at once from what it carries, run again only when the reader says so. */
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import type { Task } from '#model/task.ts';
import type { BlobId } from '#model/tree.ts';
import type { Comparison } from '#share/compare.ts';
import { contentReader } from '#share/contents.ts';
import { offerRun, type Offer } from '#share/offer.ts';
import { unpackRun, type SharedRun, type TaskWords } from '#share/run.ts';
import {
	CODE_LENGTH,
	isLetters,
	LONG_LINK_LENGTH,
	readFile,
	readLetters,
	writeFile,
	writeLetters,
	type Share
} from '#share/share.ts';
import { readWhole, standalone } from '#store/lineage.ts';
import { memoryStore } from '#store/memory.ts';
import type { Store } from '#store/store.ts';
import { Again } from './again.svelte.ts';
import { baseTree } from './files.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import { Session } from './session.svelte.ts';

export type { Comparison, Offer, Share };
export { CODE_LENGTH, isLetters, LONG_LINK_LENGTH, readFile, readLetters, writeFile, writeLetters };

export const wordsOf = ({ problemStatement, failToPass, passToPass, flaky }: Task): TaskWords => ({
	issue: problemStatement,
	tests: [...failToPass, ...passToPass, ...flaky]
});

export type RunShare = Extract<Share, { kind: 'run' | 'fork' }>;

export class SharedSession {
	/** What the page shows: the run as it was recorded. */
	readonly session: Session;
	readonly shared: SharedRun;
	/** How many events are those of the run that it was forked from. */
	readonly inherited: number;
	readonly #parts: Parts;
	readonly #pack: TaskPack;
	#again = $state.raw<Again | null>(null);

	private constructor(parts: Parts, pack: TaskPack, shared: SharedRun, share: RunShare) {
		this.inherited = share.kind === 'fork' ? Math.min(share.inherited, shared.trajectory.events.length) : 0;
		const found = contentReader(shared.contents, baseTree(pack.base));
		const store = memoryStore([shared.trajectory], found);
		this.shared = shared;
		this.#parts = parts;
		this.#pack = pack;
		this.session = new Session({ ...parts, store: async () => store, loadTaskPack: async () => pack });
	}

	static async open(parts: Parts, share: RunShare): Promise<SharedSession> {
		const pack = await parts.loadTaskPack(share.run.head.task, {});
		const opened = new SharedSession(parts, pack, unpackRun(share.run, wordsOf(pack.task)), share);
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

	/**
	 * Keeps a copy in this browser, where it can be forked and compared; returns its id. What it was forked from is kept as a run of its
	 * own. `here`: it then counts as made on the task as this site has it, so that it can be forked although the task was changed since.
	 * Its files are checked against that task.
	 */
	async keep({ here = false }: { here?: boolean } = {}): Promise<string> {
		const { trajectories, blobs } = await this.#parts.store();
		const { trajectory, contents } = this.shared;
		const { events } = trajectory;
		const head = here ? { ...trajectory.head, taskDigest: this.#pack.digest } : trajectory.head;
		const read = contentReader(contents, baseTree(this.#pack.base));
		await keepContents(blobs, events, read);
		const parent = this.inherited > 0 ? this.#parts.newId() : null;
		if (parent !== null) {
			await trajectories.create({ ...head, id: parent });
			await trajectories.append(parent, [
				...events.slice(0, this.inherited),
				interrupted(events, this.inherited)
			]);
		}
		const id = this.#parts.newId();
		const from = parent === null ? {} : { parent: { id: parent, seq: this.inherited - 1 } };
		await trajectories.create({ ...head, id, ...from });
		const before = events[this.inherited - 1]?.at ?? 0;
		const own = events.slice(this.inherited).map((event, seq) => ({ ...event, seq, at: event.at - before }));
		await trajectories.append(id, own);
		return id;
	}
}

/** What the site's own version of the task no longer has stays out: it is said where it would be shown. */
export async function keepContents(
	blobs: Store['blobs'],
	events: readonly TrajectoryEvent[],
	read: (id: BlobId) => Promise<Uint8Array>
): Promise<void> {
	const ids = events
		.flatMap((event) => (event.type === 'files-changed' ? event.patch : []))
		.flatMap(({ before, after }) => [before, after]);
	for (const id of ids)
		if (id !== null)
			await blobs.keep(id, read).catch((error: unknown) => {
				if (!(error instanceof CodedError && ['E_SHARE_BASE', 'E_BLOB'].includes(error.code))) throw error;
			});
}

/** The parent's end is not part of a fork's link. */
function interrupted(events: readonly TrajectoryEvent[], seq: number): TrajectoryEvent {
	const at = events[seq - 1]?.at ?? 0;
	const message = 'What followed was not part of the link';
	return { seq, at, type: 'run-ended', reason: 'interrupted', message };
}

/** Links and the file of a run of this browser. `address` = what stands before the letters, with "#". */
export async function offerSession(
	parts: Parts,
	session: Session,
	{ at, full, address }: { at: number | null; full: boolean; address: string }
): Promise<Offer> {
	const { head, pack } = session;
	if (!head || !pack) throw new CodedError('E_NO_RUN', 'Cannot share the run: it is not loaded yet');
	const { blobs, trajectories } = await parts.store();
	const { inherited } = head.parent
		? await readWhole(head.id, (id) => trajectories.read(id))
		: { inherited: 0 };
	const trajectory = standalone(head, session.replay.events);
	const read = (id: string) => blobs.get(id).catch(() => null);
	const run = { trajectory, words: wordsOf(pack.task), read };
	return offerRun(run, { at, full, inherited, before: address.length });
}
