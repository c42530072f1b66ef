/** Asks the verifier lab's worker: one question at a time, the next one ends it. */
import type { Answer, Question } from '#gym/training/lab-worker.ts';

export class LabQuestion {
	#worker: Worker | null = null;

	ask(question: Question, hear: (answer: Answer) => void): void {
		this.stop();
		const worker = new Worker(new URL('../gym/training/lab-worker.ts', import.meta.url), { type: 'module' });
		this.#worker = worker;
		worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
			if (data.type === 'done' || data.type === 'problem') this.stop();
			hear(data);
		});
		worker.addEventListener('error', ({ message }) => hear({ type: 'problem', message }));
		worker.postMessage(question);
	}

	stop(): void {
		this.#worker?.terminate();
		this.#worker = null;
	}
}
