/** npm and npx, run by the shell's worker: they start scripts, which are shell commands. */
import { npm } from './npm.ts';
import type { Shell } from '../run/interpreter.ts';
import type { Io } from '../system.ts';
import { contextOf } from '../run/context.ts';

export function runNpm(shell: Shell, name: 'npm' | 'npx', args: string[], io: Io): Promise<number> {
	return npm(contextOf(shell, [name, ...args], io, shell.state.environment()));
}
