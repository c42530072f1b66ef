/**
 * What the registry answered, kept in this browser, so that what was installed once installs again without the network. npm checks every
 * tarball against the hash in the lock file or the registry's description, wherever it comes from.
 */
import { CodedError } from '../wire/coded-error.ts';

/** The name of the cache; its number changes when what is kept does. */
const NAME = 'tabgym-registry-1';

/** A tarball of a version never changes: https://docs.npmjs.com/policies/unpublish. Descriptions do. */
export const isTarball = (url: URL) => url.pathname.endsWith('.tgz');

export class KeptAnswers {
	/** Null where the browser keeps nothing: without a secure context, or in a private window. */
	readonly #cache: Promise<Cache | null>;

	constructor() {
		const open = 'caches' in globalThis ? caches.open(NAME) : Promise.resolve(null);
		this.#cache = open.catch(() => null); // refused: as if there were none
	}

	async find(url: URL, accept: string): Promise<Response | undefined> {
		return (await this.#cache)?.match(keyOf(url, accept));
	}

	/** Keeps a copy of an answer whose body nobody has read yet, beside the reading of it. */
	async keep(url: URL, accept: string, response: Response): Promise<void> {
		if (response.status !== 200) return;
		const copy = response.clone();
		const cache = await this.#cache;
		if (!cache) return void copy.body?.cancel();
		await cache.put(keyOf(url, accept), copy).catch((error: unknown) => {
			// No room, or the network ended in the middle: it is asked for again.
			if (!(error instanceof DOMException || error instanceof TypeError))
				throw new CodedError('EIO', String(error));
		});
	}
}

/** A description comes short or whole, as it was asked for. */
function keyOf(url: URL, accept: string): string {
	if (isTarball(url)) return url.href;
	const key = new URL(url);
	key.searchParams.set('accept', accept);
	return key.href;
}
