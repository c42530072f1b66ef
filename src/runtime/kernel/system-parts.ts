/** Parts of the system that come over the network when somebody first needs them. */
import type { SystemPart } from '../protocol/kernel.ts';

export class SystemParts {
	readonly #install: Record<SystemPart, (bytes: Uint8Array) => void>;
	readonly #supply: (part: SystemPart) => Promise<Uint8Array>;
	readonly #provided = new Map<SystemPart, Promise<void>>();

	/** `install` puts what was supplied where it belongs. */
	constructor(
		install: Record<SystemPart, (bytes: Uint8Array) => void>,
		supply: (part: SystemPart) => Promise<Uint8Array>
	) {
		this.#install = install;
		this.#supply = supply;
	}

	/** A failure is forgotten: the next who asks tries again. */
	provide(part: SystemPart): Promise<void> {
		let provided = this.#provided.get(part);
		if (!provided) {
			provided = this.#supply(part).then(this.#install[part]);
			provided.catch(() => this.#provided.delete(part));
			this.#provided.set(part, provided);
		}
		return provided;
	}
}
