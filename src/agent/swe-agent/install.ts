/** Puts SWE-agent's own commands into a sandbox, beside its shell, so that what SWE-agent did can be done again. */
import type { RecordedAction } from '#agent/replay.ts';
import { withRun } from '#sandbox/with-run.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import edits from './edits.cjs?raw';
import searches from './searches.cjs?raw';
import tools from './tools.cjs?raw';
import window from './window.cjs?raw';

/** What the commands of a run went by. */
export type SweAgentSettings = {
	/** 0 = 0.x, 1 = 1.x: they keep and move the window differently. */
	release: 0 | 1;
	/** Lines. */
	window: number;
	overlap: number;
};

const STAGE = '.swe-agent-tools';
const names = [
	...['open', 'goto', 'create', 'edit', 'insert', 'scroll_down', 'scroll_up'],
	...['search_file', 'search_dir', 'find_file'],
	...['filemap', 'view_image', 'open_site', 'screenshot_site']
];

const NAMED = new RegExp(`(^|[;&|]\\s*)(${names.join('|')})\\b`);

/** @returns the sandbox whose shell knows the commands; in the one given they are out of sight */
export async function withSweAgentTools(sandbox: Sandbox, settings: SweAgentSettings): Promise<Sandbox> {
	const folder = `/tmp/.swe-agent-${crypto.randomUUID()}`;
	const files = {
		'tools.cjs': tools,
		'window.cjs': window,
		'edits.cjs': edits,
		'searches.cjs': searches,
		'settings.json': JSON.stringify(settings),
		...Object.fromEntries(
			names.map((name) => [name, `#!/bin/sh\nexec node ${folder}/tools.cjs ${name} "$@"\n`])
		)
	};
	for (const [name, text] of Object.entries(files)) await sandbox.write(`${STAGE}/${name}`, text);
	const place = `rm -rf ${folder} && mv ${STAGE} ${folder} && cd ${folder} && chmod +x ${names.join(' ')}`;
	const { output } = await sandbox.run(`${place} && printf %s "$PATH"`);
	const env = { PATH: `${folder}:${output}` };
	return withRun(sandbox, (command, options = {}) =>
		sandbox.run(command, { ...options, env: { ...env, ...options.env } })
	);
}

/** Whether one of the actions is a command of SWE-agent's own. */
export function usesSweAgentTools(actions: readonly RecordedAction[]): boolean {
	return actions.some((action) => NAMED.test(commandOf(action)));
}

/** SWE-agent gives the lines after `edit` to it as its input, up to `end_of_edit`; here the shell has to be told. */
export function asTyped(action: RecordedAction): RecordedAction {
	const command = commandOf(action).replace(
		/^(\s*edit\b[^\n]*)\n((?:[\s\S]*\n)?)end_of_edit\s*$/,
		(_, head: string, lines: string) => `${head} <<'end_of_edit'\n${lines}end_of_edit`
	);
	return action.tool === 'bash' ? { ...action, input: { ...action.input, command } } : action;
}

/**
 * By what the file of the run says: only 1.x writes its configuration into it, and with it the size of the window; else
 * the window is as large as what was shown of files that were longer.
 */
export function settingsOf(outputs: readonly string[], configuration: string | null): SweAgentSettings {
	const said = (name: string): number | null => {
		const found = new RegExp(`\\b${name}\\W{1,6}(\\d+)`).exec(configuration ?? '');
		return found ? Number(found[1]) : null;
	};
	const shown = outputs
		.filter((text) => text.includes('[File: ') && /^\(\d+ more lines below\)$/m.test(text))
		.map((text) => text.match(/^\d+:/gm)?.length ?? 0);
	return {
		release: configuration === null ? 0 : 1,
		window: said('WINDOW') ?? (shown.length > 0 ? Math.max(...shown) : 100),
		overlap: said('OVERLAP') ?? 2
	};
}

const commandOf = ({ tool, input }: RecordedAction): string =>
	tool === 'bash' ? String(input['command'] ?? '') : '';
