/** A small task as text for the address of a link: its JSON, deflated, as base64url. */
import { CodedError } from '#model/coded-error.ts';
import type { TaskPack } from '../task-pack.ts';
import { instanceOf, packOfInstance } from './instance-pack.ts';
import { readInstances } from './instances.ts';

/** Characters; longer addresses are cut by some programs. */
export const LINK_LIMIT = 8000;
/** Bytes that a link may unpack to. */
const UNPACKED_LIMIT = 1_000_000;

async function through(
	bytes: Uint8Array,
	stream: GenericTransformStream,
	limit = Infinity
): Promise<Uint8Array> {
	const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream).getReader();
	const chunks: Uint8Array[] = [];
	let length = 0;
	for (;;) {
		const { done, value } = (await reader.read()) as ReadableStreamReadResult<Uint8Array>;
		if (done) break;
		length += value.length;
		if (length > limit) throw new CodedError('E_LINK', 'Cannot open the link: it unpacks to more than 1 MB');
		chunks.push(value);
	}
	return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

/** null = too large for a link. */
export async function taskToText(pack: TaskPack): Promise<string | null> {
	const json = new TextEncoder().encode(JSON.stringify(instanceOf(pack)));
	if (json.length > UNPACKED_LIMIT) return null;
	const packed = await through(json, new CompressionStream('deflate-raw'));
	const text = btoa(String.fromCharCode(...packed.subarray(0, LINK_LIMIT)))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');
	return packed.length > LINK_LIMIT || text.length > LINK_LIMIT ? null : text;
}

/** @throws CodedError E_LINK or E_IMPORT that says what is wrong with it */
export async function taskOfText(text: string): Promise<TaskPack> {
	const json = await unpacked(text);
	const [instance] = readInstances('the task in this link', json);
	if (!instance?.tabgym)
		throw new CodedError('E_LINK', 'Cannot open the link: it does not hold the whole task');
	const services = { githubApi: '', githubRaw: '', registry: '' };
	return packOfInstance(instance, { services, signal: new AbortController().signal });
}

async function unpacked(text: string): Promise<string> {
	try {
		const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
		const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
		return new TextDecoder().decode(
			await through(bytes, new DecompressionStream('deflate-raw'), UNPACKED_LIMIT)
		);
	} catch (error) {
		if (error instanceof CodedError) throw error;
		throw new CodedError('E_LINK', 'Cannot open the link: it is damaged or was cut short', { cause: error });
	}
}
