/** A repository by its name: "owner/name@ref" of GitHub, or "name@version" of npm. */
import { CodedError } from '#model/coded-error.ts';
import type { Tree } from '#model/tree.ts';
import type { Services } from '#repo/import/services.ts';

export type Fetched = {
	name: string;
	tree: Tree;
	/** What it was checked against. */
	checked: string;
};

export async function fetchRepository(
	text: string,
	options: {
		services: Services;
		signal: AbortSignal;
		onProgress: (what: string, loaded: number, total: number) => void;
	}
): Promise<Fetched> {
	const [{ parseGithub, importGithub }, { parseNpm, importNpm }] = await Promise.all([
		import('#repo/import/github.ts'),
		import('#repo/import/npm.ts')
	]);
	const [github, npm] = [parseGithub(text), parseNpm(text)];
	if (github) {
		const { sha, tree } = await importGithub(github, options);
		return { name: `${github.owner}/${github.name}@${sha.slice(0, 10)}`, tree, checked: `commit ${sha}` };
	}
	if (npm) {
		const { version, integrity, tree } = await importNpm(npm, options);
		return { name: `${npm.name}@${version}`, tree, checked: integrity };
	}
	throw new CodedError(
		'E_IMPORT',
		`Cannot import "${text}": write owner/name@ref for GitHub, or name@version for npm`
	);
}
