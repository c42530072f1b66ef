/** A published version of a package: its tarball, checked against the integrity that the registry says. */
import * as v from 'valibot';
import type { Tree } from '#model/tree.ts';
import { readArchive } from './archive.ts';
import { refuse } from './limits.ts';
import { ask, json, type FetchOptions } from './services.ts';

/** https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
const versionSchema = v.object({
	name: v.string(),
	version: v.string(),
	dist: v.object({ tarball: v.string(), integrity: v.exactOptional(v.string()) })
});

export type NpmName = { name: string; version: string };

/** "name@version", "@scope/name@tag" or a name alone; null = something else. */
export function parseNpm(text: string): NpmName | null {
	const found = /^(?:npm:)?((?:@[\w.-]+\/)?[a-z0-9][\w.-]*)(?:@([\w.+-]+))?$/i.exec(text.trim());
	return found ? { name: found[1] ?? '', version: found[2] ?? 'latest' } : null;
}

export async function importNpm(
	{ name, version }: NpmName,
	{ services, signal, onProgress }: FetchOptions
): Promise<{ version: string; integrity: string; tree: Tree }> {
	const what = `"${name}@${version}"`;
	const url = `${services.registry}/${name.replace('/', '%2f')}/${version}`;
	const parsed = v.safeParse(versionSchema, await json(await ask(url, what, signal), what));
	if (!parsed.success) refuse(what, 'the registry answered something else than it documents');
	const { dist, version: exact } = parsed.output;
	if (!dist.integrity) refuse(what, 'the registry has no hash to check it against');
	onProgress?.('the tarball', 0, 1);
	// Through the address that we know: the one in the answer may be one that pages cannot read.
	const path =
		/\/-\/.*$/.exec(new URL(dist.tarball).pathname)?.[0] ?? refuse(what, 'its tarball has no address');
	const response = await ask(`${services.registry}/${name}${path}`, what, signal);
	const bytes = new Uint8Array(await response.arrayBuffer());
	const integrity = await integrityOf(bytes);
	if (!dist.integrity.split(' ').includes(integrity))
		refuse(
			what,
			`its tarball has the hash ${integrity}, and the registry says ${dist.integrity}`,
			'E_WRONG_HASH'
		);
	return { version: exact, integrity, tree: readArchive(`${name}-${exact}.tgz`, bytes, { strip: true }) };
}

/** https://www.w3.org/TR/SRI/ */
async function integrityOf(bytes: Uint8Array): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-512', bytes as Uint8Array<ArrayBuffer>));
	return `sha512-${btoa(String.fromCharCode(...digest))}`;
}
