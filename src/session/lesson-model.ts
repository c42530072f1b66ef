/** The checks that need a model: a prompt that raises the solve rate, and words compared with a rubric. Without one they say so. */
import type { Checked } from '#lesson/check.ts';
import type { Drill } from '#lesson/lesson.ts';
import { checkRates } from '#lesson/rates.ts';
import { readMarks, rubricPrompt } from '#lesson/rubric.ts';
import type { Message } from '#agent/models/model.ts';
import type { HostName, Parts } from './parts.ts';

type Watching = { host: HostName; onProgress: (text: string) => void; signal?: AbortSignal };

/** A task may take long with a model; a person must be able to say no before. */
export async function checkPrompt(
	parts: Parts,
	{ seeds }: Extract<Drill, { kind: 'prompt' }>,
	sentence: string,
	task: string,
	{ host, onProgress, signal = new AbortController().signal }: Watching
): Promise<Checked> {
	const model = await parts.openModel();
	const [{ modelAgent }, { codeact }, { takeSample }] = await Promise.all([
		import('#agent/loop.ts'),
		import('#agent/scaffold.ts'),
		import('./sampling.ts')
	]);
	const rates = { without: 0, with: 0 };
	for (let seed = 1; seed <= seeds; seed++)
		for (const which of ['without', 'with'] as const) {
			onProgress(`Run ${seed} of ${seeds} ${which} your sentence`);
			const system = which === 'with' ? `${codeact.system}\n${sentence.trim()}\n` : codeact.system;
			const agent = modelAgent(model, { scaffold: { ...codeact, system } });
			const ground: Parts = { ...parts, openAgent: async () => agent };
			const sample = await takeSample(ground, { agent: 'model', task, sample: seed, seed }, { host, signal });
			if (sample.problem !== null && sample.resolution === null) throw new Error(sample.problem);
			if (sample.resolution === 'full') rates[which] += 1;
		}
	return checkRates(rates.without, rates.with, seeds);
}

export async function checkText(
	parts: Parts,
	drill: Extract<Drill, { kind: 'text' }>,
	words: string,
	{ onProgress, signal = new AbortController().signal }: Watching
): Promise<Checked> {
	const model = await parts.openModel();
	onProgress(`Asking ${model.name}`);
	const history: Message[] = rubricPrompt(drill, words).map(([role, text]) => ({ role, text }));
	const { text } = await model.reply(history, [], { signal });
	return readMarks(text, drill.rubric, model.name);
}
