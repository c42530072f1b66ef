/**
 * A shell that somebody types into. With `--osc` it marks what it shows as StackBlitz's jsh does, for programs that read along:
 * ESC ]654;interactive BEL once, ;prompt before each prompt, ;exit=<pid>:<code> after each command.
 */
import type { Script } from '../parse/ast.ts';
import { parseScript } from '../parse/parser.ts';
import { ShellSyntaxError } from '../parse/words.ts';
import { write, type Io } from '../system.ts';
import type { Shell } from './interpreter.ts';
import { Interrupt } from './leave.ts';
import { LineEditor } from './line-editor.ts';

const mark = (text: string) => `\x1b]654;${text}\x07`;
const INTERRUPTED = 130;

/** Whether a script ends before it is complete: another line may complete it. */
const isIncomplete = (error: ShellSyntaxError) => /unexpected end of file|unexpected EOF/.test(error.message);

export async function interact(shell: Shell, io: Io, marks: boolean): Promise<number> {
	const { state, system } = shell;
	const say = (text: string) => write(system, io, 1, text);
	const editor = new LineEditor(shell, io);
	shell.isInteractive = true;
	system.sync.catchSignal('SIGINT', true);
	if (marks) await say(mark('interactive'));
	for (;;) {
		if (marks) await say(mark('prompt'));
		const script = await readScript(shell, editor, io);
		if (script === 'end') break;
		if (script === 'interrupted') {
			state.status = INTERRUPTED;
			continue;
		}
		const ended = await runLine(shell, script, io);
		if (marks) await say(mark(`exit=${state.pid}:${state.status}`));
		if (ended) break;
	}
	const trap = state.traps.get('EXIT');
	if (trap) await shell.source(trap, io).catch(() => {}); // its own exit is the end all the same
	return state.status;
}

/** One line, and those that complete it. */
async function readScript(shell: Shell, editor: LineEditor, io: Io): Promise<Script | 'end' | 'interrupted'> {
	const { state } = shell;
	const home = state.get('HOME');
	const folder =
		home && `${state.cwd}/`.startsWith(`${home}/`) ? `~${state.cwd.slice(home.length)}` : state.cwd;
	let text = '';
	for (;;) {
		const line = await editor.read(text === '' ? `${folder} $ ` : '> ');
		if (line === 'end' && text === '') return 'end';
		if (line === 'interrupted') return 'interrupted';
		if (line !== 'end') text += (text === '' ? '' : '\n') + line.text;
		try {
			const script = parseScript(text);
			editor.remember(text);
			return script;
		} catch (error) {
			if (!(error instanceof ShellSyntaxError)) throw error;
			if (isIncomplete(error) && line !== 'end') continue;
			editor.remember(text);
			await shell.complain(io, error.message);
			state.status = 2;
			return [];
		}
	}
}

/** Whether the shell is to end: `exit` was typed. */
async function runLine(shell: Shell, script: Script, io: Io): Promise<boolean> {
	shell.interrupted = false;
	const watching = watchInterrupts(shell);
	try {
		await shell.script(script, io);
		return false;
	} catch (error) {
		if (!(error instanceof Interrupt)) throw error;
		shell.state.status = error.status;
		return error.kind === 'exit' && !shell.interrupted;
	} finally {
		watching.stop();
		if (shell.interrupted) shell.state.status = INTERRUPTED;
	}
}

/** Programs hear of Ctrl-C themselves; what the line would run after them is not run. */
function watchInterrupts(shell: Shell): { stop: () => void } {
	let watching = true;
	const watch = async () => {
		while (watching && shell.signals) {
			await shell.signals.next;
			if (watching) shell.interrupted = true;
		}
	};
	void watch();
	return { stop: () => (watching = false) };
}
