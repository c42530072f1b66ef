/**
 * A repository of GitHub: one call for the tree, then its files as raw bytes, each checked against the SHA-1 that the tree says.
 * https://docs.github.com/en/rest/git/trees#get-a-tree
 */
import * as v from 'valibot';
import type { Tree } from '#model/tree.ts';
import { limits, refuse, TreeBuilder } from './limits.ts';
import { ask, hex, json, type FetchOptions } from './services.ts';

const commitSchema = v.object({
	sha: v.string(),
	commit: v.object({ tree: v.object({ sha: v.string() }) })
});
const treeSchema = v.object({
	truncated: v.boolean(),
	tree: v.array(
		v.object({
			path: v.string(),
			mode: v.string(),
			type: v.picklist(['blob', 'tree', 'commit']),
			sha: v.string(),
			size: v.exactOptional(v.number())
		})
	)
});

/** Files on their way at once. */
const AT_ONCE = 8;
const LINK = '120000';

export type GithubName = { owner: string; name: string; ref: string };

/** "owner/name", "owner/name@ref", or the address of either; null = something else. */
export function parseGithub(text: string): GithubName | null {
	const bare = text.trim().replace(/^https?:\/\/(www\.)?github\.com\//, '');
	const found = /^([\w-]+)\/([\w.-]+?)(?:\.git)?(?:(?:@|\/tree\/|\/commit\/)([\w./-]+))?\/?$/.exec(bare);
	if (!found) return null;
	const [, owner = '', name = '', ref = 'HEAD'] = found;
	return { owner, name, ref };
}

export async function importGithub({ owner, name, ref }: GithubName, options: FetchOptions) {
	const what = `"${owner}/${name}@${ref}"`;
	const { services, signal } = options;
	const repository = `${services.githubApi}/repos/${owner}/${name}`;
	/** https://docs.github.com/en/rest/commits/commits#get-a-commit */
	const meanings = { 409: 'the repository is empty', 422: `it has no branch, tag or commit "${ref}"` };
	const read = async <T>(url: string, schema: v.GenericSchema<unknown, T>): Promise<T> => {
		const parsed = v.safeParse(schema, await json(await ask(url, what, signal, meanings), what));
		return parsed.success ? parsed.output : refuse(what, 'GitHub answered something else than it documents');
	};
	const { sha, commit } = await read(`${repository}/commits/${encodeURIComponent(ref)}`, commitSchema);
	const { tree, truncated } = await read(
		`${repository}/git/trees/${commit.tree.sha}?recursive=1`,
		treeSchema
	);
	if (truncated)
		refuse(what, 'it has more files than GitHub lists in one answer; drop a folder or a zip of it here');
	const blobs = tree.filter(({ type, path }) => type === 'blob' && !path.startsWith('node_modules/'));
	const size = blobs.reduce((sum, blob) => sum + (blob.size ?? 0), 0);
	if (size > limits.bytes || blobs.length > limits.files)
		refuse(what, `it has ${blobs.length} files of ${Math.round(size / 1e6)} MB, more than a tab should hold`);
	return {
		sha,
		tree: await download(blobs, { ...options, what, raw: `${services.githubRaw}/${owner}/${name}/${sha}` })
	};
}

type Blob = v.InferOutput<typeof treeSchema>['tree'][number];

async function download(
	blobs: readonly Blob[],
	{ what, raw, signal, onProgress }: FetchOptions & { what: string; raw: string }
): Promise<Tree> {
	const builder = new TreeBuilder(what);
	const waiting = [...blobs];
	const work = async () => {
		for (let blob = waiting.shift(); blob; blob = waiting.shift()) {
			onProgress?.(blob.path, blobs.length - waiting.length, blobs.length);
			const address = `${raw}/${blob.path.split('/').map(encodeURIComponent).join('/')}`;
			const bytes = new Uint8Array(await (await ask(address, what, signal)).arrayBuffer());
			const sha = await gitBlobId(bytes);
			if (sha !== blob.sha)
				refuse(
					what,
					`"${blob.path}" has the SHA-1 ${sha}, and the repository says ${blob.sha}`,
					'E_WRONG_HASH'
				);
			const isLink = blob.mode === LINK;
			builder.add(blob.path, isLink ? { symlink: new TextDecoder().decode(bytes) } : { bytes });
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return builder.finish();
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export async function gitBlobId(bytes: Uint8Array): Promise<string> {
	const head = new TextEncoder().encode(`blob ${bytes.length}\0`);
	const all = new Uint8Array(head.length + bytes.length);
	all.set(head);
	all.set(bytes, head.length);
	return hex('SHA-1', all);
}
