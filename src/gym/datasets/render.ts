/** Messages as data sets write them: with function calls, or with calls as XML in the text (as SWE-Gym and OpenHands train). */
import type { Message } from '#agent/models/model.ts';
import type { Masked } from './turns.ts';

export type Rendering = 'function-call' | 'xml';

export type Row = {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string;
	tool_calls?: { id: string; type: 'function'; function: { name: string; arguments: string } }[];
	tool_call_id?: string;
	/** Of an assistant's message: 0 = not learned from (the field of OpenAI's fine-tuning format). */
	weight?: 0 | 1;
};

export function render(messages: readonly Masked[], rendering: Rendering): Row[] {
	const rows = messages.map(({ message, learn }) => ({
		...rowOf(message, rendering),
		...(message.role === 'assistant' && { weight: learn ? (1 as const) : (0 as const) })
	}));
	return rendering === 'xml' ? merged(rows) : rows;
}

function rowOf(message: Message, rendering: Rendering): Row {
	if (message.role === 'tool')
		return rendering === 'xml'
			? { role: 'user', content: `EXECUTION RESULT of [${message.tool}]:\n${message.output}` }
			: { role: 'tool', content: message.output, tool_call_id: message.callId };
	if (message.role !== 'assistant') return { role: message.role, content: message.text };
	if (rendering === 'xml')
		return {
			role: 'assistant',
			content: [message.text, ...message.calls.map(asXml)].filter(Boolean).join('\n\n')
		};
	const calls = message.calls.map(({ id, tool, input }) => ({
		id,
		type: 'function' as const,
		function: { name: tool, arguments: JSON.stringify(input) }
	}));
	return { role: 'assistant', content: message.text, ...(calls.length > 0 && { tool_calls: calls }) };
}

/** https://github.com/SWE-Gym/SWE-Gym (OpenHands' fn_call_converter) */
export function asXml({ tool, input }: { tool: string; input: Record<string, unknown> }): string {
	const parameters = Object.entries(input).map(
		([name, value]) =>
			`<parameter=${name}>${typeof value === 'string' ? value : JSON.stringify(value)}</parameter>\n`
	);
	return `<function=${tool}>\n${parameters.join('')}</function>`;
}

/** Where a format knows only user and assistant, several of one side in a row are one. */
function merged(rows: readonly Row[]): Row[] {
	const all: Row[] = [];
	for (const row of rows) {
		const last = all.at(-1);
		if (last && last.role === row.role && row.role === 'user') last.content += `\n\n${row.content}`;
		else all.push({ ...row });
	}
	return all;
}
