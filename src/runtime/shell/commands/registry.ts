/** Which commands are ours. One counts only where PATH leads to the executable that the kernel made for it: a user's own comes first. */
import type { FileView } from '../../protocol/file-view.ts';
import { textOf, type Command } from '../system.ts';
import { findOnPath } from './path.ts';
import { fileCommands } from './files.ts';
import { find } from './find.ts';
import { grep } from './grep.ts';
import { git } from './git.ts';
import { heavyCommands } from './heavy.ts';
import { listCommands } from './list.ts';
import { miscCommands } from './misc.ts';
import { clockCommands } from './clock.ts';
import { curl } from './curl.ts';
import { gzipCommands } from './gzip.ts';
import { sed } from './sed.ts';
import { sort } from './sort.ts';
import { sumCommands } from './sums.ts';
import { tableCommands } from './tables.ts';
import { tar } from './tar.ts';
import { textCommands } from './text.ts';
import { xargs } from './xargs.ts';

const commands: Record<string, Command | undefined> = {
	...heavyCommands,
	...fileCommands,
	...listCommands,
	...miscCommands,
	...textCommands,
	...clockCommands,
	...gzipCommands,
	...sumCommands,
	...tableCommands,
	curl,
	diff: git,
	find,
	git,
	grep,
	sed,
	sort,
	tar,
	patch: git,
	egrep: grep,
	fgrep: grep,
	xargs
};

/** Builtins of every shell: they need no file. */
const ALWAYS = new Set(['echo', 'printf', 'true', 'false', 'test', '[', 'pwd', 'kill']);
export const isAlwaysOurs = (name: string): boolean => ALWAYS.has(name);
const OURS = '#!/kernel/shell';

export function findCommand(files: FileView, name: string, path: string, cwd: string): Command | null {
	const base = name.slice(name.lastIndexOf('/') + 1);
	const command = Object.hasOwn(commands, base) ? commands[base] : undefined;
	if (!command) return null;
	if (ALWAYS.has(name)) return command;
	const found = name.includes('/') ? name : findOnPath(files, name, path, cwd);
	const ino = found ? files.find(found, true) : 0;
	return ino && textOf(files.read(ino, 0, OURS.length)) === OURS ? command : null;
}
