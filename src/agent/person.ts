/** A person beside an agent, or in its place: asked before each turn what they want to do or say. */
import type { Act } from './workbench.ts';

export type Wish = { say: string } | { act: Pick<Act, 'tool' | 'input'> };

export interface Person {
	/**
	 * What the person wants now; null = nothing, the agent goes on. While the person has taken over, this resolves only
	 * when they did something or hand back. Rejects when aborted.
	 */
	next(signal: AbortSignal): Promise<Wish | null>;
}

/** Nobody is there. */
export const nobody: Person = { next: async () => null };
