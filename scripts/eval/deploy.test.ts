import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

type Step = { run?: string; uses?: string; with?: Record<string, unknown> };
type Workflow = {
	jobs: Record<string, { needs?: string; strategy?: { matrix: { shard: number[] } }; steps: Step[] }>;
};
type Job = {
	kind: string;
	spec: {
		completions: number;
		parallelism: number;
		completionMode: string;
		template: { spec: { restartPolicy: string; containers: { command: string[]; args: string[] }[] } };
	};
};

/** Options of the command, as its own table of them names them. */
const known = new Set(
	[
		...(/options: \{([\s\S]*?)\n\t\t\t\}/.exec(read('scripts/eval.mjs'))?.[1] ?? '').matchAll(/^\t+(\w+):/gm)
	].map(([, name]) => name)
);
const commandsIn = (text: string) => text.split('\n').filter((line) => line.includes('npm run eval --'));
const optionsIn = (command: string) => [...command.matchAll(/--([a-z]+)/g)].map(([, name]) => name);

describe('the files for other machines', () => {
	test('name only options that npm run eval has', () => {
		expect([...known]).toEqual(expect.arrayContaining(['agent', 'shard', 'merge', 'resume']));
		for (const path of ['deploy/evaluation.github.yml', 'deploy/evaluation.kubernetes.yaml'])
			for (const command of commandsIn(read(path)))
				expect(optionsIn(command).filter((name) => !known.has(name))).toEqual([]);
	});

	test("GitHub's matrix has each shard once, and the last job puts together what they keep", () => {
		const { jobs } = parse(read('deploy/evaluation.github.yml')) as Workflow;
		const shards = jobs['shard']?.strategy?.matrix.shard ?? [];
		const [command = ''] = jobs['shard']?.steps.flatMap(({ run }) => commandsIn(run ?? '')) ?? [];
		const [, count] = /--shard \$\{\{ matrix\.shard \}\}\/(\d+)/.exec(command) ?? [];
		expect(shards).toEqual(Array.from({ length: Number(count) }, (_, index) => index + 1));
		const kept = jobs['shard']?.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'));
		const [merge = ''] = jobs['merge']?.steps.flatMap(({ run }) => commandsIn(run ?? '')) ?? [];
		expect(jobs['merge']?.needs).toBe('shard');
		expect(merge).toContain(`--merge ${String(kept?.with?.['path'])}`);
	});

	test("each pod of Kubernetes' Job is a shard, and one that is started anew goes on with its file", () => {
		const { kind, spec } = parse(read('deploy/evaluation.kubernetes.yaml')) as Job;
		expect([kind, spec.completionMode, spec.template.spec.restartPolicy]).toEqual([
			'Job',
			'Indexed',
			'Never'
		]);
		const script = spec.template.spec.containers[0]?.args[0] ?? '';
		expect(script).toContain(`--shard $((JOB_COMPLETION_INDEX + 1))/${spec.completions} `);
		expect(script).toContain('resume=$(test -s $out && echo --resume)');
		expect(script).toContain('--out $out $resume');
	});
});
