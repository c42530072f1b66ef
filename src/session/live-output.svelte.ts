/** What the running command prints, as it comes: not part of the record, which gets it whole when the command returns. */
import type { Delta } from '#agent/models/model.ts';
import type { Run } from '#model/run.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { withRun } from '#sandbox/with-run.ts';

/** Characters kept, from the end: a screen shows no more. */
const LIMIT = 64_000;

export class LiveOutput {
	#text = $state('');

	get text(): string {
		return this.#text;
	}

	add(text: string): void {
		this.#text = (this.#text + text).slice(-LIMIT);
	}

	/** A reply as it comes. */
	hear(delta: Delta): void {
		if (delta.kind === 'again') this.clear();
		else this.add(delta.kind === 'waiting' ? `\n${delta.text}\n` : delta.text);
	}

	/** Only what belongs to a call that the run shows; a search's own workers stay quiet. */
	hearOf(run: Run, text: string): void {
		const call = run.steps.at(-1)?.calls.at(-1);
		if (call && call.output === null) this.add(text);
	}

	clear(): void {
		this.#text = '';
	}
}

/** The same sandbox, with everything that is printed in it also given to `onOutput`. */
export function overheard(sandbox: Sandbox, onOutput: (text: string) => void): Sandbox {
	return withRun(sandbox, (command, options = {}) =>
		sandbox.run(command, {
			...options,
			onOutput(text) {
				onOutput(text);
				options.onOutput?.(text);
			}
		})
	);
}
