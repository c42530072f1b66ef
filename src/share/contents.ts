/** The contents that a run's patches name, each as an edit of what was there before, so that a link carries what changed only. */
import { diffLines } from 'diff';
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import { fromBase64, hexDigest, toBase64, unreadable } from './bytes.ts';

/** n = the next n lines as they were, -n = without the next n lines, a text = this is new. */
const edit = v.array(v.union([v.pipe(v.number(), v.integer()), v.string()]));
const place = v.pipe(v.number(), v.integer(), v.minValue(0));

export const contentSchema = v.object({
	/** SHA-256, base64url. */
	id: v.pipe(v.string(), v.length(43)),
	/** The file that has it first. */
	path: v.string(),
	/** Of which content in this list it is an edit; absent = it is what the task's file `path` holds, or carried in `bytes`. */
	from: v.exactOptional(v.nullable(place)),
	edit: v.exactOptional(edit),
	/** Base64url, where it is no text. */
	bytes: v.exactOptional(v.string())
});
export type PackedContent = v.InferOutput<typeof contentSchema>;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

function textOf(bytes: Uint8Array | null): string | null {
	if (bytes === null) return '';
	try {
		return decoder.decode(bytes);
	} catch {
		return null; // not text
	}
}

const linesOf = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const hexToBase64 = (id: BlobId) =>
	toBase64(Uint8Array.from(id.match(/../g) ?? [], (byte) => parseInt(byte, 16)));

/** @param read the content of a blob; null = it is not to be had, and is left out */
export async function packContents(
	events: readonly TrajectoryEvent[],
	read: (id: BlobId) => Promise<Uint8Array | null>
): Promise<PackedContent[]> {
	const packed: PackedContent[] = [];
	const placeOf = new Map<BlobId, number>();
	const add = (id: BlobId, content: Omit<PackedContent, 'id'>) => {
		placeOf.set(id, packed.push({ id: hexToBase64(id), ...content }) - 1);
	};
	for (const event of events) {
		if (event.type !== 'files-changed') continue;
		for (const { path, before, after } of event.patch) {
			if (before !== null && !placeOf.has(before)) add(before, { path });
			if (after === null || placeOf.has(after)) continue;
			const from = before === null ? null : (placeOf.get(before) ?? null);
			const [old, fresh] = [before === null ? null : await read(before), await read(after)];
			if (fresh === null || (before !== null && old === null)) add(after, { path });
			else add(after, { path, ...contentOf(from, textOf(old), fresh) });
		}
	}
	return packed;
}

function contentOf(
	from: number | null,
	old: string | null,
	fresh: Uint8Array
): Omit<PackedContent, 'id' | 'path'> {
	const text = textOf(fresh);
	if (text === null || old === null) return { bytes: toBase64(fresh) };
	const parts = diffLines(old, text).map(({ added, removed, count, value }) =>
		added ? value : removed ? -count : count
	);
	return { from, edit: parts };
}

/**
 * Reads contents out of a link: those of the task's own files come from `base`. What comes out is checked against the name.
 */
export function contentReader(
	packed: readonly PackedContent[],
	base: Tree
): (id: BlobId) => Promise<Uint8Array> {
	const places = new Map(packed.map(({ id }, index) => [idOf(id), index]));
	const known = new Map<number, Uint8Array>();
	function at(index: number): Uint8Array {
		const done = known.get(index);
		if (done) return done;
		const content = packed[index];
		if (!content) throw unreadable(`it names a content ${index} and has none`);
		const bytes = bytesOf(content, index);
		if (hexDigest(bytes) !== idOf(content.id))
			throw new CodedError(
				'E_SHARE_BASE',
				`Cannot show "${content.path}" as it was in the shared run: it does not come along, or the task on this site has another version of it`
			);
		known.set(index, bytes);
		return bytes;
	}
	function bytesOf(content: PackedContent, index: number): Uint8Array {
		if (content.bytes !== undefined) return fromBase64(content.bytes) ?? new Uint8Array();
		if (content.edit === undefined) {
			const file = base.get(content.path);
			return file && 'bytes' in file ? file.bytes : new Uint8Array();
		}
		// Only an earlier one: no content is an edit of itself.
		const source =
			content.from === null || content.from === undefined || content.from >= index
				? ''
				: textOf(at(content.from));
		return encoder.encode(applyEdit(linesOf(source ?? ''), content.edit));
	}
	return async (id) => {
		const index = places.get(id);
		if (index === undefined)
			throw new CodedError('E_BLOB', `Cannot read blob ${id}: the link or file does not carry it`);
		return at(index);
	};
}

function applyEdit(lines: readonly string[], edit: readonly (number | string)[]): string {
	let at = 0;
	let text = '';
	for (const part of edit) {
		if (typeof part === 'string') text += part;
		else if (part < 0) at -= part;
		else {
			text += lines.slice(at, at + part).join('');
			at += part;
		}
	}
	return text;
}

/** Base64url -> hex. */
export function idOf(id: string): BlobId {
	return Array.from(fromBase64(id) ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('');
}
