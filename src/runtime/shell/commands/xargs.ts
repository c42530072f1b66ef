import { textOf, type Command } from '../system.ts';
import { parseOptions } from './options.ts';

/** Arguments from stdin: words, lines with -I, NUL-separated with -0. */
export const xargs: Command = async (context) => {
	const options = ['n', 'I', 'P', 'd', 'L'];
	const own: string[] = [];
	const left = [...context.args];
	while (left[0]?.startsWith('-')) {
		const arg = left.shift() ?? '';
		own.push(arg);
		if (arg.length === 2 && options.includes(arg[1] ?? '')) own.push(left.shift() ?? '');
	}
	const { flags, values } = parseOptions(own, options);
	const text = textOf(await context.input());
	const separator = flags.has('0') ? '\0' : 'I' in values || 'L' in values ? '\n' : /\s+/;
	const items = text.split(separator).filter(Boolean);
	const command = left.length > 0 ? left : ['echo'];
	const placeholder = values['I'];
	const size = placeholder ? 1 : Number(values['n'] ?? values['L'] ?? Infinity);
	if (items.length === 0) return flags.has('r') || placeholder ? 0 : context.run(command);
	let status = 0;
	for (let at = 0; at < items.length; at += size) {
		const batch = items.slice(at, at + size);
		const args = placeholder
			? command.map((arg) => arg.replaceAll(placeholder, batch[0] ?? ''))
			: [...command, ...batch];
		const code = await context.run(args);
		if (code === 127 || code === 126) return code;
		if (code !== 0) status = 123;
		if (size === Infinity) break;
	}
	return status;
};
