/** Parts of the system that come over the network when somebody first needs them, and then are files like others. */
import type { SystemPart } from '../protocol/kernel.ts';
import type { Files } from './files.ts';
import { mount } from './snapshots.ts';

const PLACE = '/usr/local/lib/node_modules';

export class SystemParts {
	readonly #files: Files;
	readonly #supply: (part: SystemPart) => Promise<Uint8Array>;
	readonly #provided = new Map<SystemPart, Promise<void>>();

	constructor(files: Files, supply: (part: SystemPart) => Promise<Uint8Array>) {
		this.#files = files;
		this.#supply = supply;
	}

	/** A failure is forgotten: the next who asks tries again. */
	provide(part: SystemPart): Promise<void> {
		let provided = this.#provided.get(part);
		if (!provided) {
			provided = this.#supply(part).then((bytes) => {
				this.#files.mkdir(PLACE, 0o755, true);
				mount(this.#files, bytes, PLACE);
			});
			provided.catch(() => this.#provided.delete(part));
			this.#provided.set(part, provided);
		}
		return provided;
	}
}
