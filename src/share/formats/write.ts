/** A run of ours in other tools' formats, each with what it cannot say. Only what the format's readers know is written. */
import type { TrajectoryEvent } from '#model/event.ts';
import { fold, type Call, type Step } from '#model/run.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';

export type Written = {
	fileName: string;
	text: string;
	/** What of this run the format cannot hold; empty = it holds all. */
	lost: readonly string[];
};

export type Exported = {
	head: TrajectoryHead;
	events: readonly TrajectoryEvent[];
	/** The final change as a unified diff. */
	diff: string;
	/** What the fork inherited: copied context, not this run's own. Events. */
	inherited?: number;
};

/** What no format but ours has a place for, as far as this run has it. */
function beyond(events: readonly TrajectoryEvent[]): string[] {
	const has = (type: TrajectoryEvent['type']): boolean => events.some((event) => event.type === type);
	return [
		...(has('files-changed') ? ['which step changed which file (the final change is there)'] : []),
		...(has('tests-ran') ? ['the status of each test after each run'] : []),
		...(has('candidates-tried') ? ['candidates that the search tried'] : []),
		...(has('verdict-reached') ? ["the verifier's verdict with its evidence"] : []),
		...(has('note-added') || has('run-named') ? ['names and notes'] : [])
	];
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const when = (head: TrajectoryHead, at: number): number => Date.parse(head.startedAt) + at;

export function toAtif({ head, events, inherited = 0 }: Exported): Written {
	const run = fold(events);
	const copied = fold(events.slice(0, inherited)).steps.length;
	const replies = new Map<
		number,
		{ model: string; inputTokens: number; outputTokens: number; cost: number }
	>();
	for (const event of events) if (event.type === 'model-replied') replies.set(event.step, event);
	const steps = [
		{ source: 'user', timestamp: new Date(when(head, 0)).toISOString(), message: run.issue },
		...run.steps.flatMap((step, index) => {
			const reply = replies.get(step.index);
			const said = saidIn(events, step.index).map((message) => ({ source: 'user', message }));
			const agent = {
				source: 'agent',
				timestamp: new Date(when(head, step.at)).toISOString(),
				...(reply && { model_name: reply.model }),
				message: step.thought,
				...(step.calls.length > 0 && {
					tool_calls: step.calls.map(({ id, tool, input }) => ({
						tool_call_id: id,
						function_name: tool,
						arguments: input
					})),
					observation: { results: step.calls.filter(({ output }) => output !== null).map(resultOf) }
				}),
				...(reply && {
					metrics: {
						prompt_tokens: reply.inputTokens,
						completion_tokens: reply.outputTokens,
						cost_usd: reply.cost
					}
				}),
				llm_call_count: reply ? 1 : 0,
				...(index < copied && { is_copied_context: true })
			};
			return [agent, ...said];
		})
	];
	const { usage } = run;
	return {
		fileName: `${head.task}.atif.json`,
		text: json({
			schema_version: 'ATIF-v1.7',
			session_id: head.id,
			agent: { name: run.agent || head.agent, version: '1' },
			steps: steps.map((step, index) => ({ step_id: index + 1, ...step })),
			final_metrics: {
				total_prompt_tokens: usage.inputTokens,
				total_completion_tokens: usage.outputTokens,
				total_cost_usd: usage.cost,
				total_steps: steps.length
			},
			extra: { task: head.task, exit_status: run.end?.reason ?? 'running' }
		}),
		lost: beyond(events)
	};
}

function resultOf({ id, output, exitCode }: Call) {
	return { source_call_id: id, content: output ?? '', extra: { exit_code: exitCode } };
}

/** What a person told the agent in a step. */
function saidIn(events: readonly TrajectoryEvent[], step: number): string[] {
	return events.flatMap((event) =>
		event.type === 'human-intervened' && event.step === step && event.message !== undefined
			? [event.message]
			: []
	);
}

export function toMini({ head, events, diff }: Exported): Written {
	const run = fold(events);
	const others = new Set<string>();
	const messages: unknown[] = [
		{ role: 'user', content: run.issue, extra: { timestamp: when(head, 0) / 1000 } },
		...run.steps.flatMap((step) => {
			const actions = step.calls.map((call) => ({ command: asCommand(call, others), tool_call_id: call.id }));
			const returned = step.calls.filter(({ output }) => output !== null);
			return [
				{
					role: 'assistant',
					content: step.thought,
					extra: { actions, cost: costOf(events, step), timestamp: when(head, step.at) / 1000 }
				},
				...returned.map(({ id, output, exitCode, returnedAt }) => ({
					role: 'tool',
					tool_call_id: id,
					content: output,
					extra: { returncode: exitCode, timestamp: when(head, returnedAt ?? step.at) / 1000 }
				})),
				...saidIn(events, step.index).map((content) => ({ role: 'user', content }))
			];
		})
	];
	const exit = run.end?.reason === 'submitted' ? 'Submitted' : (run.end?.reason ?? 'running');
	messages.push({ role: 'exit', content: diff, extra: { exit_status: exit, submission: diff } });
	const calls = run.steps.reduce((sum, step) => sum + step.calls.length, 0);
	return {
		fileName: `${head.task}.traj.json`,
		text: json({
			info: {
				model_stats: { instance_cost: run.usage.cost, api_calls: countReplies(events) },
				config: {
					agent: {},
					agent_type: 'tabgym',
					model: { model_name: run.agent || head.agent },
					environment: {}
				},
				mini_version: '2.4.6',
				exit_status: exit,
				submission: diff
			},
			messages,
			trajectory_format: 'mini-swe-agent-1.1',
			instance_id: head.task
		}),
		lost: [
			...(others.size > 0 && calls > 0
				? [
						`that ${[...others].join(', ')} are tools of their own: the format knows the shell alone, so they are written as commands`
					]
				: []),
			'tokens of each reply',
			...beyond(events)
		]
	};
}

export function toSweAgent({ head, events, diff }: Exported): Written {
	const run = fold(events);
	const others = new Set<string>();
	const rows = run.steps.flatMap((step) => {
		const calls: (Call | null)[] = step.calls.length > 0 ? [...step.calls] : [null];
		return calls.map((call, index) => {
			const thought = index === 0 ? step.thought : '';
			const action = call ? asCommand(call, others) : '';
			return {
				action,
				observation: call?.output ?? '',
				response: thought,
				thought,
				state: {},
				execution_time: call?.returnedAt == null ? 0 : (call.returnedAt - call.calledAt) / 1000,
				query: [],
				extra_info: {}
			};
		});
	});
	const history = [
		{ role: 'user', content: run.issue, agent: 'main', message_type: 'observation' },
		...rows.flatMap(({ action, observation, thought }) => [
			{ role: 'assistant', content: thought, thought, action, agent: 'main', message_type: 'action' },
			{ role: 'user', content: observation, agent: 'main', message_type: 'observation' }
		])
	];
	return {
		fileName: `${head.task}.traj`,
		text: json({
			trajectory: rows,
			history,
			info: {
				model_stats: {
					instance_cost: run.usage.cost,
					tokens_sent: run.usage.inputTokens,
					tokens_received: run.usage.outputTokens,
					api_calls: countReplies(events)
				},
				exit_status: run.end?.reason === 'submitted' ? 'submitted' : `exit_${run.end?.reason ?? 'running'}`,
				submission: diff
			},
			replay_config: json({ agent: { model: { name: run.agent || head.agent } } }),
			environment: head.task
		}),
		lost: [
			...(others.size > 0
				? [`that ${[...others].join(', ')} are tools of their own: actions are texts`]
				: []),
			'exit codes',
			'when each step was (how long each action took is there)',
			'which thoughts and actions are one step where a step has several actions',
			'tokens and cost of each reply',
			...beyond(events)
		]
	};
}

/** An action as one line of a shell, as SWE-agent writes its tools. */
function asCommand({ tool, input }: Call, others: Set<string>): string {
	if (tool === 'bash' && typeof input['command'] === 'string') return input['command'];
	if (tool === 'submit') return 'submit';
	others.add(tool);
	const { command, path, ...more } = input;
	const words = [command, path].filter((word) => word !== undefined).map((word) => quoted(String(word)));
	const options = Object.entries(more).map(
		([name, value]) => `--${name} ${quoted(Array.isArray(value) ? value.join(' ') : String(value))}`
	);
	return [tool, ...words, ...options].join(' ');
}

function quoted(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function costOf(events: readonly TrajectoryEvent[], step: Step): number {
	return events.reduce(
		(sum, event) => (event.type === 'model-replied' && event.step === step.index ? sum + event.cost : sum),
		0
	);
}

function countReplies(events: readonly TrajectoryEvent[]): number {
	return events.filter(({ type }) => type === 'model-replied').length;
}
