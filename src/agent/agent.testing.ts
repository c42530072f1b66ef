/** What tests of agents stand on: a folder of files in this machine's Node, and everything an agent said. */
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import type { Agent, AgentEvent, AgentInput } from './agent.ts';

const encoder = new TextEncoder();
const opened: Sandbox[] = [];

export async function inputWith(
	files: Record<string, string>,
	more: Partial<AgentInput> = {}
): Promise<AgentInput> {
	const sandbox = await openNativeSandbox();
	opened.push(sandbox);
	const tree = new Map(Object.entries(files).map(([path, text]) => [path, { bytes: encoder.encode(text) }]));
	await sandbox.mount([{ id: 'repo', mountPoint: '', role: 'repo', snapshot: encodeTree(tree) }]);
	return {
		issue: 'It says 1 instead of 2.',
		sandbox,
		runTests: null,
		testCommands: [],
		limits: { steps: 20, testTimeout: 10_000, time: 60_000 },
		seed: 1,
		history: [],
		signal: new AbortController().signal,
		...more
	};
}

export async function closeSandboxes(): Promise<void> {
	await Promise.all(opened.splice(0).map((sandbox) => sandbox.close()));
}

export async function eventsOf(agent: Agent, input: AgentInput): Promise<AgentEvent[]> {
	const events: AgentEvent[] = [];
	for await (const event of agent.run(input)) events.push(event);
	return events;
}
