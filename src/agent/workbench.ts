/** Where tool calls become events: every agent, whoever decides for it, acts through here and nowhere else. */
import type { FileChange, Patch } from '#model/patch.ts';
import type { AgentEvents, AgentInput } from './agent.ts';
import { tools } from './tools/tools.ts';
import { refuse, type Tool, type ToolContext, type ToolResult } from './tools/tool.ts';

export type Act = {
	tool: string;
	input: Record<string, unknown>;
	/** Why it is no call at all: it is answered with this and not run. */
	problem?: string;
	/** A person did it, not the agent. */
	by?: 'person';
};

export type WorkbenchOptions = {
	/** Names of the tools there are; all unless told. */
	allowed?: readonly string[];
	/** Whether an edit of the agent that breaks a file's syntax is refused. */
	checksSyntax?: boolean;
};

export class Workbench {
	readonly #context: ToolContext;
	readonly #tools: ReadonlyMap<string, Tool>;
	readonly #checksSyntax: boolean;
	#calls: number;

	constructor(
		{ sandbox, runTests, limits, history }: AgentInput,
		signal: AbortSignal,
		{ allowed, checksSyntax = false }: WorkbenchOptions = {}
	) {
		const shell = `/tmp/.shell-${crypto.randomUUID()}`;
		this.#context = { sandbox, runTests, limits, signal, edits: new Map(), shell, checksSyntax };
		this.#checksSyntax = checksSyntax;
		this.#calls = history.filter(({ type }) => type === 'tool-called').length;
		const there = tools.filter(({ spec }) => allowed?.includes(spec.name) ?? true);
		this.#tools = new Map(there.map((tool) => [tool.spec.name, tool]));
	}

	/**
	 * Says what is called, what came back, and what it did to the files. What runs is the action as it was answered, and
	 * what is returned is the observation as it was answered.
	 */
	async *call(step: number, given: Act): AgentEvents<ToolResult> {
		const { sandbox, signal } = this.#context;
		signal.throwIfAborted();
		const callId = `call-${this.#calls++}`;
		const by = given.by ? { by: given.by } : {};
		const called = yield { type: 'tool-called', step, callId, tool: given.tool, input: given.input, ...by };
		if (called && called.type !== 'tool-called') return { output: '', exitCode: 1, refused: true };
		signal.throwIfAborted();
		const act = called ?? given;
		const tool = this.#tools.get(act.tool);
		// Asked for anew each time: a person may have edited files while the action was looked at.
		const before = tool?.writes(act.input) ? await sandbox.changes() : null;
		const result = await this.#run(tool, act.input, given);
		signal.throwIfAborted();
		const { output, exitCode } = result;
		const returned = yield { type: 'tool-returned', step, callId, output, exitCode };
		if (before) {
			const patch = stepPatch(before, await sandbox.changes());
			if (patch.length > 0) yield { type: 'files-changed', step, patch };
		}
		if (result.ran) yield { type: 'tests-ran', step, ...result.ran };
		return returned?.type === 'tool-returned' ? { ...result, output: returned.output } : result;
	}

	async #run(
		tool: Tool | undefined,
		input: Act['input'],
		{ tool: name, problem, by }: Act
	): Promise<ToolResult> {
		if (problem !== undefined) return refuse(problem);
		if (!tool)
			return refuse(`There is no tool ${name}. The tools are ${[...this.#tools.keys()].join(', ')}.`);
		// A person may save what is half done.
		return tool.run(input, { ...this.#context, checksSyntax: this.#checksSyntax && !by });
	}
}

/** What one step changed, from what differs from the base before and after it. */
export function stepPatch(before: Patch, after: Patch): Patch {
	const earlier = new Map(before.map((change) => [change.path, change]));
	const later = new Map(after.map((change) => [change.path, change]));
	const paths = [...new Set([...earlier.keys(), ...later.keys()])].sort();
	return paths.flatMap((path): FileChange[] => {
		const [old, fresh] = [earlier.get(path), later.get(path)];
		const from = old ? old.after : (fresh?.before ?? null);
		const to = fresh ? fresh.after : (old?.before ?? null);
		return from === to ? [] : [{ path, before: from, after: to }];
	});
}
