/** What every tool of an agent is. Names, schemas and observations are as users of OpenHands and SWE-agent know them. */
import type { TestResult } from '#model/test-result.ts';
import type { AgentInput } from '#agent/agent.ts';
import type { ToolSpec } from '#agent/models/model.ts';

export type ToolResult = {
	/** What the agent sees. */
	output: string;
	/** 0 = it worked. */
	exitCode: number;
	ran?: { tests: readonly TestResult[]; /** Milliseconds. */ duration: number };
	/** Set by `submit`. */
	submitted?: true;
	/** Nothing was run: a person said no. */
	refused?: true;
};

export type ToolContext = Pick<AgentInput, 'sandbox' | 'runTests' | 'limits' | 'signal'> & {
	/** File -> its earlier texts, newest last; null = it did not exist. What `undo_edit` goes back through. */
	edits: Map<string, (string | null)[]>;
	/** The file outside the repository in which the shell keeps its directory and variables. */
	shell: string;
	/** Whether an edit that breaks a file's syntax is refused. */
	checksSyntax: boolean;
};

export interface Tool {
	readonly spec: ToolSpec;
	/** Whether this input can change files. */
	writes(input: Record<string, unknown>): boolean;
	run(input: Record<string, unknown>, context: ToolContext): Promise<ToolResult>;
}

/** A refusal that the agent should read and answer to. */
export function refuse(output: string): ToolResult {
	return { output: `ERROR:\n${output}`, exitCode: 1 };
}
