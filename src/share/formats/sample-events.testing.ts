/** Files as other tools write them, written by us by those tools' rules. One small run: look, edit, submit. */
export const issue = 'add(2, 3) gives -1.';
export const diff =
	'--- a/add.js\n+++ b/add.js\n@@ -1 +1 @@\n-exports.add = (a, b) => a - b;\n+exports.add = (a, b) => a + b;\n';
export const sed = "sed -i 's/a - b/a + b/' add.js";
const time = (second: number) => `2026-03-01T10:00:0${second}.000Z`;

export const openHandsV0 = [
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

export const openHandsV1 = [
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

export const inspect = {
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
