/** A run of another tool as facts of ours. */
import type { EndReason, Fact, TrajectoryEvent } from '#model/event.ts';
import { textIn, type At } from './at.ts';

export type Foreign = {
	/** As the format is called, with its version where it says one. */
	format: string;
	agent: string;
	/** The task's or instance's name; "" = the file names none. */
	task: string;
	/** ISO 8601; null = the file does not say. */
	startedAt: string | null;
	events: readonly TrajectoryEvent[];
	/** Whether exit codes are those of the commands; else they are made up. */
	exitCodes: boolean;
	/** "owner/name@commit" where the file says it; null = it does not. */
	repository: string | null;
	/** The final change as a unified diff; null = the file holds none. */
	diff: string | null;
	/** What the file holds and no fact of ours can: shown as it is. */
	rest: readonly { what: string; value: unknown }[];
	/** What the format does not say and is shown as something it may not have been. */
	unsaid: readonly string[];
};

/** Collects facts with their times. */
export class Scribe {
	readonly #events: TrajectoryEvent[] = [];
	#start: number | null = null;
	#at = 0;
	#step = -1;
	#calls = 0;

	get events(): readonly TrajectoryEvent[] {
		return this.#events;
	}
	get startedAt(): string | null {
		return this.#start === null ? null : new Date(this.#start).toISOString();
	}
	get step(): number {
		return this.#step;
	}

	/** What follows happened then: milliseconds since 1970, or null where it is not said. */
	at(time: number | null): void {
		if (time === null) return;
		this.#start ??= time;
		this.#at = Math.max(this.#at, Math.round(time - this.#start));
	}

	/** What follows happened that much later. Milliseconds. */
	later(duration: number): void {
		this.#at += Math.max(0, Math.round(duration));
	}

	say(fact: Fact): void {
		this.#events.push({ ...fact, seq: this.#events.length, at: this.#at });
	}

	start(agent: string, issue: string): void {
		this.say({ type: 'run-started', agent, issue });
	}

	nextStep(): number {
		return ++this.#step;
	}

	thought(text: string, reasoning = false): void {
		if (text.trim())
			this.say({ type: 'thought', step: this.#own, text, ...(reasoning && { reasoning: true }) });
	}

	/** @returns the call's id */
	call(tool: string, input: Record<string, unknown>, id?: string): string {
		const callId = id ?? `call-${this.#calls}`;
		this.#calls += 1;
		this.say({ type: 'tool-called', step: this.#own, callId, tool, input });
		return callId;
	}

	returned(callId: string, output: string, exitCode: number): void {
		this.say({ type: 'tool-returned', step: this.#own, callId, output, exitCode });
	}

	usage(model: string, inputTokens: number, outputTokens: number, cost: number): void {
		if (inputTokens || outputTokens || cost)
			this.say({ type: 'model-replied', step: this.#own, model, inputTokens, outputTokens, cost });
	}

	end(status: string): void {
		this.say({ type: 'run-ended', reason: reasonOf(status), message: status });
	}

	get #own(): number {
		return Math.max(0, this.#step);
	}
}

/** Of an instance of SWE-bench, as tools carry it along. */
export function repositoryIn(instance: At | null): string | null {
	if (typeof instance?.value !== 'object') return null;
	const [repo, commit] = [textIn(instance.find('repo')), textIn(instance.find('base_commit'))];
	return repo && commit ? `${repo}@${commit}` : null;
}

/** How other tools say that a run ended. https://github.com/SWE-agent/SWE-agent, https://github.com/SWE-agent/mini-swe-agent */
function reasonOf(status: string): EndReason {
	const text = status.toLowerCase();
	if (/submitted|finished|success|completed/.test(text) && !text.includes('(')) return 'submitted';
	if (/cost|limits?exceeded|max_steps|steps|budget|token|context/.test(text)) return 'out-of-steps';
	if (/time/.test(text)) return 'out-of-time';
	if (/stuck|loop|repeated/.test(text)) return 'stuck';
	if (/stop|cancel|interrupt/.test(text)) return 'stopped';
	return text.startsWith('submitted') ? 'submitted' : 'failed';
}

/** A command or a call of another tool in the words of ours. */
export function toolOf(name: string, input: Record<string, unknown>): [string, Record<string, unknown>] {
	if (/^(execute_bash|bash|terminal|run|shell|TerminalAction|ExecuteBashAction|CmdRunAction)$/.test(name)) {
		const { command, cmd, ...more } = input;
		return ['bash', { command: String(command ?? cmd ?? ''), ...more }];
	}
	if (/^(str_replace_editor|file_editor|FileEditorAction|StrReplaceEditorAction)$/.test(name))
		return ['str_replace_editor', input];
	if (/^(finish|submit|FinishAction)$/.test(name)) return ['submit', input];
	if (/^(think|ThinkAction)$/.test(name)) return ['think', input];
	return [name, input];
}
