/** Files as other tools write them, written by us by those tools' rules. One small run: look, edit, submit. */
const issue = 'add(2, 3) gives -1.';
const diff =
	'--- a/add.js\n+++ b/add.js\n@@ -1 +1 @@\n-exports.add = (a, b) => a - b;\n+exports.add = (a, b) => a + b;\n';
const sed = "sed -i 's/a - b/a + b/' add.js";
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

const openHandsV0 = [
	{
		id: 0,
		timestamp: time(0),
		source: 'user',
		message: issue,
		action: 'message',
		args: { content: issue, wait_for_response: false }
	},
	{
		id: 1,
		timestamp: time(1),
		source: 'agent',
		message: 'Running command: cat add.js',
		action: 'run',
		args: { command: 'cat add.js', thought: 'I look.', blocking: false },
		llm_metrics: {
			accumulated_cost: 0.01,
			accumulated_token_usage: { prompt_tokens: 300, completion_tokens: 20 }
		}
	},
	{
		id: 2,
		timestamp: time(2),
		source: 'agent',
		cause: 1,
		observation: 'run',
		content: 'exports.add = (a, b) => a - b;',
		extras: { command: 'cat add.js', metadata: { exit_code: 0, working_dir: '/adder' } },
		success: true
	},
	{
		id: 3,
		timestamp: time(3),
		source: 'agent',
		action: 'edit',
		args: {
			path: '/adder/add.js',
			command: 'str_replace',
			old_str: 'a - b',
			new_str: 'a + b',
			thought: 'I mend it.'
		},
		llm_metrics: {
			accumulated_cost: 0.03,
			accumulated_token_usage: { prompt_tokens: 700, completion_tokens: 45 }
		}
	},
	{
		id: 4,
		timestamp: time(4),
		source: 'agent',
		cause: 3,
		observation: 'edit',
		content: 'The file has been edited.',
		extras: { path: '/adder/add.js' }
	},
	{
		id: 5,
		timestamp: time(5),
		source: 'agent',
		action: 'finish',
		args: { final_thought: 'Done.', outputs: {} }
	}
];

const openHandsV1 = [
	{
		kind: 'SystemPromptEvent',
		id: 'e0',
		timestamp: time(0),
		source: 'agent',
		system_prompt: { type: 'text', text: 'You fix bugs.' },
		tools: []
	},
	{
		kind: 'MessageEvent',
		id: 'e1',
		timestamp: time(0),
		source: 'user',
		llm_message: { role: 'user', content: [{ type: 'text', text: issue }] }
	},
	{
		kind: 'ActionEvent',
		id: 'e2',
		timestamp: time(1),
		source: 'agent',
		parent_id: 'e1',
		thought: [{ type: 'text', text: 'I look.' }],
		reasoning_content: 'Where is add?',
		thinking_blocks: [],
		action: { kind: 'TerminalAction', command: 'cat add.js', is_input: false },
		tool_name: 'terminal',
		tool_call_id: 'c1',
		security_risk: 'LOW'
	},
	{
		kind: 'ObservationEvent',
		id: 'e3',
		timestamp: time(2),
		source: 'environment',
		tool_name: 'terminal',
		tool_call_id: 'c1',
		action_id: 'e2',
		observation: {
			kind: 'TerminalObservation',
			content: [{ type: 'text', text: 'exports.add = (a, b) => a - b;' }],
			exit_code: 0
		}
	},
	{
		kind: 'ActionEvent',
		id: 'e4',
		timestamp: time(3),
		source: 'agent',
		thought: [{ type: 'text', text: 'I mend it.' }],
		action: {
			kind: 'FileEditorAction',
			command: 'str_replace',
			path: '/adder/add.js',
			old_str: 'a - b',
			new_str: 'a + b'
		},
		tool_name: 'file_editor',
		tool_call_id: 'c2'
	},
	{
		kind: 'AgentErrorEvent',
		id: 'e5',
		timestamp: time(4),
		source: 'agent',
		tool_name: 'file_editor',
		tool_call_id: 'c2',
		error: 'The file is read-only.'
	},
	{
		kind: 'Condensation',
		id: 'e6',
		timestamp: time(5),
		source: 'environment',
		forgotten_event_ids: ['e2'],
		summary: 'It looked.'
	},
	{
		kind: 'ActionEvent',
		id: 'e7',
		timestamp: time(6),
		source: 'agent',
		thought: [],
		action: { kind: 'FinishAction', message: 'Done.' },
		tool_name: 'finish',
		tool_call_id: 'c3'
	}
];

const inspect = {
	version: 2,
	status: 'success',
	eval: { task: 'adder', model: 'p/m', created: time(0) },
	samples: [
		{
			id: 'adder-1',
			epoch: 1,
			input: issue,
			target: '',
			messages: [
				{ role: 'system', content: 'You fix bugs.' },
				{ role: 'user', content: issue },
				{
					role: 'assistant',
					content: 'I look.',
					tool_calls: [{ id: 'c1', function: 'bash', arguments: { cmd: 'cat add.js' } }]
				},
				{ role: 'tool', tool_call_id: 'c1', function: 'bash', content: 'exports.add = (a, b) => a - b;' },
				{
					role: 'assistant',
					content: [{ type: 'text', text: 'I mend it.' }],
					tool_calls: [{ id: 'c2', function: 'bash', arguments: { cmd: sed } }]
				},
				{
					role: 'tool',
					tool_call_id: 'c2',
					function: 'bash',
					content: '',
					error: { type: 'timeout', message: 'timed out' }
				}
			],
			scores: { includes: { value: 'C' } },
			model_usage: { 'p/m': { input_tokens: 700, output_tokens: 45, total_tokens: 745 } }
		}
	]
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
