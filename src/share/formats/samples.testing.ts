/** Files as other tools write them, written by us by those tools' rules. One small run: look, edit, submit. */
import { diff, inspect, issue, openHandsV0, openHandsV1, sed } from './sample-events.testing.ts';

const time = (second: number) => `2026-03-01T10:00:0${second}.000Z`;

const sweAgent = {
	trajectory: [
		{
			action: 'cat add.js',
			observation: 'exports.add = (a, b) => a - b;',
			response: 'I look.\n```\ncat add.js\n```',
			thought: 'I look.',
			state: { open_file: 'n/a', working_dir: '/adder' },
			execution_time: 0.25,
			query: [{ role: 'user', content: issue }],
			extra_info: {}
		},
		{
			action: sed,
			observation: '',
			response: 'I mend it.',
			thought: 'I mend it.',
			state: { open_file: 'n/a', working_dir: '/adder' },
			execution_time: 0.5,
			query: [],
			extra_info: {}
		},
		{
			action: 'submit',
			observation: diff,
			response: 'Done.',
			thought: 'Done.',
			state: {},
			execution_time: 0.1,
			query: [],
			extra_info: {}
		}
	],
	history: [
		{ role: 'system', content: 'You fix bugs.', agent: 'main', message_type: 'system_prompt' },
		{ role: 'user', content: 'A demonstration', agent: 'main', is_demo: true, message_type: 'demonstration' },
		{ role: 'user', content: issue, agent: 'main', message_type: 'observation' }
	],
	info: {
		model_stats: { instance_cost: 0.05, tokens_sent: 900, tokens_received: 60, api_calls: 3 },
		exit_status: 'submitted',
		submission: diff,
		edited_files30: '',
		swe_agent_version: '1.1.0'
	},
	replay_config: '{"agent":{"model":{"name":"m"}}}',
	environment: 'adder__adder-1'
};

const mini = {
	info: {
		model_stats: { instance_cost: 0.02, api_calls: 3 },
		config: {
			agent: { step_limit: 250 },
			agent_type: 'minisweagent.agents.default.DefaultAgent',
			model: { model_name: 'm' },
			environment: {}
		},
		mini_version: '2.4.6',
		exit_status: 'Submitted',
		submission: diff
	},
	messages: [
		{ role: 'system', content: 'You are a helpful assistant.', extra: {} },
		{ role: 'user', content: issue, extra: { timestamp: 1772359200 } },
		{
			role: 'assistant',
			content: 'I look.',
			extra: {
				actions: [{ command: 'cat add.js', tool_call_id: 'c1' }],
				cost: 0.01,
				timestamp: 1772359201,
				response: { usage: { prompt_tokens: 300, completion_tokens: 20 } }
			}
		},
		{
			role: 'tool',
			tool_call_id: 'c1',
			content: '<returncode>0</returncode>\n<output>exports.add = (a, b) => a - b;</output>',
			extra: { returncode: 0, timestamp: 1772359202 }
		},
		{
			role: 'assistant',
			content: 'I mend it.',
			extra: { actions: [{ command: sed, tool_call_id: 'c2' }], cost: 0.01, timestamp: 1772359203 }
		},
		{
			role: 'tool',
			tool_call_id: 'c2',
			content: '<returncode>0</returncode>\n<output></output>',
			extra: { returncode: 0, timestamp: 1772359204 }
		},
		{ role: 'exit', content: diff, extra: { exit_status: 'Submitted', submission: diff } }
	],
	trajectory_format: 'mini-swe-agent-1.1'
};

const atif = {
	schema_version: 'ATIF-v1.7',
	session_id: 's',
	agent: { name: 'harbor-agent', version: '1.0', model_name: 'm' },
	steps: [
		{ step_id: 1, timestamp: time(0), source: 'user', message: issue },
		{
			step_id: 2,
			timestamp: time(1),
			source: 'agent',
			message: 'I look.',
			reasoning_content: 'Where is add?',
			tool_calls: [{ tool_call_id: 'c1', function_name: 'bash', arguments: { command: 'cat add.js' } }],
			observation: { results: [{ source_call_id: 'c1', content: 'exports.add = (a, b) => a - b;' }] },
			metrics: { prompt_tokens: 300, completion_tokens: 20, cost_usd: 0.01 }
		},
		{
			step_id: 3,
			timestamp: time(2),
			source: 'agent',
			message: 'I mend it.',
			tool_calls: [{ tool_call_id: 'c2', function_name: 'bash', arguments: { command: sed } }],
			observation: { results: [{ source_call_id: 'c2', content: '' }] }
		}
	],
	final_metrics: { total_prompt_tokens: 300, total_completion_tokens: 20, total_cost_usd: 0.01 }
};

export const samples: Record<string, string> = {
	'swe-agent.traj': JSON.stringify(sweAgent, null, 2),
	'mini.traj.json': JSON.stringify(mini, null, 2),
	'openhands-v0.json': JSON.stringify(openHandsV0),
	'openhands-v0.output.jsonl': JSON.stringify({
		instance_id: 'adder__adder-1',
		instruction: issue,
		history: openHandsV0,
		test_result: { git_patch: diff },
		metadata: { agent_class: 'CodeActAgent' },
		metrics: { accumulated_cost: 0.03 }
	}),
	'openhands-v1.jsonl': openHandsV1.map((event) => JSON.stringify(event)).join('\n'),
	'inspect.json': JSON.stringify(inspect),
	'atif.json': JSON.stringify(atif)
};
