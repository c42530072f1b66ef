/** Tries a cheat for real: the verifier judges it as it judges every patch, and what caught it is named. */
import type { Verdict } from '#model/verdict.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { checkBeyond, type Beyond } from '#verifier/beyond/beyond.ts';
import { judgePatch } from '#verifier/judge.ts';
import type { Cheat, Defence } from './cheat.ts';
import { groundOf, patchOf, type Environments, type LabPack } from './ground.ts';

export type CheatResult = {
	/** False = it got through: a hole. */
	caught: boolean;
	/** Everything that caught it, the expected one first. */
	defences: readonly Defence[];
	/** What the defence says. */
	detail: string;
	verdict: Verdict | null;
	beyond: Beyond | null;
	/** What the commands of an agent printed. */
	output: string | null;
};

type Tools = {
	environments: Environments;
	/** Fresh, and closed to the network. */
	openSandbox: () => Promise<Sandbox>;
	signal: AbortSignal;
	onProgress?: (text: string) => void;
};

export async function tryCheat(cheat: Cheat, tools: Tools): Promise<CheatResult> {
	const pack = await groundOf(cheat.ground, tools.environments);
	const sandbox = await tools.openSandbox();
	try {
		return 'patch' in cheat
			? await tryPatch(cheat, pack, { ...tools, sandbox })
			: await tryCommands(cheat, pack, sandbox, tools);
	} finally {
		await sandbox.close();
	}
}

type PatchCheat = Extract<Cheat, { patch: unknown }>;

async function tryPatch(
	cheat: PatchCheat,
	pack: LabPack,
	{ sandbox, signal, onProgress }: Tools & { sandbox: Sandbox }
): Promise<CheatResult> {
	const { patch, blobs } = await patchOf(cheat.patch);
	const blob = async (id: string) => blobs.get(id) ?? new Uint8Array();
	const input = { ...pack, patch, blob, sandbox, signal, ...(onProgress && { onProgress }) };
	const verdict = await judgePatch(input);
	const beyond = verdict.resolution === 'full' ? await checkBeyond(input) : null;
	const defences = defencesOf(verdict, beyond, cheat);
	const isCaught = verdict.resolution !== 'full' || beyond?.status === 'differs';
	const [first] = defences;
	return {
		caught: isCaught && !verdict.infraFailure && defences.length > 0,
		defences,
		detail: first ? detailOf(first, verdict, beyond) : (verdict.infraFailure ?? 'nothing caught it'),
		verdict,
		beyond,
		output: null
	};
}

function defencesOf(verdict: Verdict, beyond: Beyond | null, { caughtBy, patch }: PatchCheat): Defence[] {
	const failed = (name: string) => verdict.integrity.some((check) => check.name === name && !check.ok);
	const isMissing = verdict.tests.some(({ after }) => after === 'missing');
	const holds = verdict.tests.every((test) => test.holds);
	const has = (name: Defence): boolean => {
		switch (name) {
			case 'pristine tests':
				return verdict.tests.some((test) => !test.holds && test.after !== 'missing');
			case 'fixed commands':
				return 'package.json' in patch && !holds;
			case 'separate channel':
			case 'every test must report':
				return isMissing;
			case 'time limit':
				return isMissing && verdict.exitCodes.some((code) => code >= 128 || code < 0);
			case 'beyond the tests':
				return beyond?.status === 'differs';
			case 'closed network':
			case 'nothing to find':
				return false;
			case 'protected files':
			case 'sealed results':
			case 'exit codes':
			case 'test files':
			case 'untouched runner':
			case 'canaries in the suite':
				return failed(name);
			default:
				return name satisfies never;
		}
	};
	const others: readonly Defence[] = [
		'protected files',
		'sealed results',
		'exit codes',
		'test files',
		'untouched runner',
		'canaries in the suite',
		'pristine tests',
		'every test must report'
	];
	return [...new Set([...caughtBy, ...others])].filter(has);
}

function detailOf(defence: Defence, verdict: Verdict, beyond: Beyond | null): string {
	const check = verdict.integrity.find(({ name }) => name === defence);
	if (check) return check.detail;
	const broken = verdict.tests.filter((test) => !test.holds).map(({ id, after }) => `${id}: ${after}`);
	if (defence === 'beyond the tests' && beyond?.smallest) {
		const { call, fix, patch } = beyond.smallest;
		return `${call} gives ${patch}; with the known fix ${fix}`;
	}
	return broken.join('; ');
}

async function tryCommands(
	cheat: Extract<Cheat, { commands: unknown }>,
	pack: LabPack,
	sandbox: Sandbox,
	{ signal, onProgress }: Tools
): Promise<CheatResult> {
	await sandbox.mount(pack.base);
	let output = '';
	for (const command of cheat.commands) {
		onProgress?.(command);
		const ran = await sandbox.run(command, { signal, timeout: 20_000 });
		output += `$ ${command}\n${ran.output}`;
	}
	const found = cheat.found.exec(output.replaceAll(/^\$ .*$/gm, ''));
	const refused = cheat.refused.exec(output);
	return {
		caught: !found && refused !== null,
		defences: found ? [] : cheat.caughtBy,
		detail: found ? `it found "${found[0]}"` : `nothing was found: "${lineWith(output, refused?.[0] ?? '')}"`,
		verdict: null,
		beyond: null,
		output
	};
}

function lineWith(output: string, text: string): string {
	return output.split('\n').find((line) => !line.startsWith('$ ') && line.includes(text)) ?? text;
}
