/**
 * What a host of @webcontainer/api must keep: sixty statements, numbered, as checks that run in a page over any host. A check throws
 * when its statement is broken. `npm run test:contract` runs them all; a short form is part of the end-to-end tests.
 */
import type { Ground } from './ground.ts';
import { bootStatements } from './boot.ts';
import { fileStatements } from './files.ts';
import { isolationStatements } from './isolation.ts';
import { networkStatements } from './network.ts';
import { nodeStatements } from './node.ts';
import { packageStatements } from './packages.ts';
import { processStatements } from './processes.ts';
import { runnerStatements } from './runners.ts';
import { shellStatements } from './shell.ts';
import { streamStatements } from './streams.ts';

export type Statement = {
	number: number;
	/** Who must keep it: every host, or only ours. */
	who: 'every host' | 'ours';
	promise: string;
	/** Part of the short form; it needs nothing of Outside. */
	short?: true;
	check(ground: Ground): Promise<void>;
};

export const statements: readonly Statement[] = [
	...bootStatements,
	...fileStatements,
	...processStatements,
	...streamStatements,
	...nodeStatements,
	...shellStatements,
	...packageStatements,
	...runnerStatements,
	...networkStatements,
	...isolationStatements
].sort((one, other) => one.number - other.number);

export type HostName = 'embedded' | 'webcontainers';

/** Statements that do not hold, and why. One that holds after all is reported, so that this list stays true. */
export const knownDifferences: Record<HostName, Record<number, string>> = {
	embedded: {},
	webcontainers: {}
};
