/** The command in the reply of a model that knows no tools: exactly one code block of bash. */
import type { ToolCall } from './models/model.ts';

export function callsInText(text: string): ToolCall[] {
	const blocks = [...text.matchAll(/^```(?:bash|sh|shell)[^\n]*\n([\s\S]*?)^```[ \t]*$/gm)];
	const [first] = blocks;
	if (!first) return [];
	const call = { id: 'text', tool: 'bash', input: { command: (first[1] ?? '').trimEnd() } };
	if (blocks.length === 1) return [call];
	return [{ ...call, problem: `the reply holds ${blocks.length} bash code blocks` }];
}
