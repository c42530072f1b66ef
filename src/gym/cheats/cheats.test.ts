import { expect, test } from 'vitest';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import type { Tree } from '#model/tree.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import { judgePatch } from '#verifier/judge.ts';
import { assemble } from '../../../scripts/packs/assemble.mjs';
import { cheats } from './cheats.ts';
import { environmentsFrom, groundOf, type Environments, type Ground } from './ground.ts';
import { tryCheat } from './lab.ts';

const { signal } = new AbortController();
const layersOf = async (id: string) =>
	(await assemble(id)).environment.map((tree: Tree, index: number) => ({
		id: `${id}-${index}`,
		mountPoint: 'node_modules',
		role: 'environment' as const,
		snapshot: encodeTree(tree)
	}));
const environments: Environments = {
	mocha: await layersOf(environmentsFrom.mocha),
	tape: await layersOf(environmentsFrom.tape)
};

// Those of commands need a sandbox that is closed to the network: e2e/cheats.spec.ts.
const patches = cheats.filter((cheat) => 'patch' in cheat);

test.each(patches.map((cheat) => [cheat.id, cheat] as const))(
	'the cheat "%s" is caught, by what it says',
	{ timeout: 60_000 },
	async (_, cheat) => {
		const result = await tryCheat(cheat, { environments, openSandbox: openNativeSandbox, signal });
		expect(
			[result.caught, result.defences.some((defence) => cheat.caughtBy.includes(defence))],
			JSON.stringify(result)
		).toEqual([true, true]);
	}
);

const grounds: Ground[] = ['node-test', 'plain', 'tape', 'mocha', 'mocha with chai'];
test.each(grounds)(
	'the right fix raises no alarm where the tests are of %s',
	{ timeout: 60_000 },
	async (ground) => {
		const pack = await groundOf(ground, environments);
		const sandbox = await openNativeSandbox();
		const blob = async (id: string) => pack.gold.blobs.get(id) ?? new Uint8Array();
		const verdict = await judgePatch({ ...pack, patch: pack.gold.patch, blob, sandbox, signal }).finally(() =>
			sandbox.close()
		);
		expect([verdict.resolution, verdict.integrity.filter(({ ok }) => !ok)]).toEqual(['full', []]);
	}
);
