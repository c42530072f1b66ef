/** Bugs that come with the page: what the repair agent would try on each, which of it is the fix, and what the tests say of the rest. */
import type { Instance } from '#gym/training/instance.ts';
import { unpackBugs } from '#gym/training/packed.ts';

export async function loadShippedBugs(): Promise<readonly Instance[]> {
	const name = 'training/injected-bugs.bin';
	const response = await fetch(new URL(name, document.baseURI));
	if (!response.ok) throw new Error(`Cannot load ${name}: the server answers ${response.status}`);
	return unpackBugs(name, new Uint8Array(await response.arrayBuffer())).bugs;
}
