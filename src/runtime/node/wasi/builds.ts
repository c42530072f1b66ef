import type { Context } from '../context.ts';

/** Whether `file` is of a package for the processor "wasm32": what npm installs here in place of a native build. */
export function belongsToBuild({ files }: Context, file: string): boolean {
	for (let at = file.replace(/^file:\/\//, ''); at !== '';) {
		at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
		const ino = files.find(`${at}/package.json`, true);
		if (!ino) continue;
		try {
			const { cpu } = JSON.parse(new TextDecoder().decode(files.readFile(ino))) as { cpu?: unknown };
			return Array.isArray(cpu) && cpu.includes('wasm32');
		} catch {
			return false; // Node says what is wrong with it where it matters
		}
	}
	return false;
}
