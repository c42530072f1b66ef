/** Where tool calls become events: every agent, whoever decides for it, acts through here and nowhere else. */
import type { FileChange, Patch } from '#model/patch.ts';
import type { AgentEvents, AgentInput } from './agent.ts';
import { tools } from './tools/tools.ts';
import { refuse, type Tool, type ToolContext, type ToolResult } from './tools/tool.ts';

export type Act = { tool: string; input: Record<string, unknown> };

export class Workbench {
	readonly #context: ToolContext;
	readonly #tools: ReadonlyMap<string, Tool> = new Map(tools.map((tool) => [tool.spec.name, tool]));
	#patch: Patch | undefined;
	#calls = 0;

	constructor({ sandbox, runTests, limits }: AgentInput, signal: AbortSignal) {
		this.#context = { sandbox, runTests, limits, signal, edits: new Map() };
	}

	/**
	 * Says what is called, what came back, and what it did to the files. What runs is the action as it was answered, and
	 * what is returned is the observation as it was answered.
	 */
	async *call(step: number, given: Act): AgentEvents<ToolResult> {
		const { sandbox, signal } = this.#context;
		signal.throwIfAborted();
		const before = (this.#patch ??= await sandbox.changes());
		const callId = `call-${this.#calls++}`;
		const called = yield { type: 'tool-called', step, callId, tool: given.tool, input: given.input };
		const act = called?.type === 'tool-called' ? called : given;
		signal.throwIfAborted();
		const tool = this.#tools.get(act.tool);
		const result = tool
			? await tool.run(act.input, this.#context)
			: refuse(`There is no tool ${act.tool}. The tools are ${[...this.#tools.keys()].join(', ')}.`);
		signal.throwIfAborted();
		const { output, exitCode } = result;
		const returned = yield { type: 'tool-returned', step, callId, output, exitCode };
		if (tool?.writes(act.input)) {
			this.#patch = await sandbox.changes();
			const patch = stepPatch(before, this.#patch);
			if (patch.length > 0) yield { type: 'files-changed', step, patch };
		}
		if (result.ran) yield { type: 'tests-ran', step, ...result.ran };
		return returned?.type === 'tool-returned' ? { ...result, output: returned.output } : result;
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
