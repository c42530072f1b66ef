/** Edits one line at a terminal in raw mode: cursor keys, history, the usual control keys. Without a terminal it only reads. */
import { textOf, write, type Io } from '../system.ts';
import type { Shell } from './interpreter.ts';

export type Line = { text: string } | 'end' | 'interrupted';

/** Keys, as a terminal sends them: one character, or an escape sequence. */
const KEY = /\x1b\[[\d;]*[A-Za-z~]|\x1bO[A-Z]|[\s\S]/gu; // eslint-disable-line no-control-regex -- keys are control characters

export class LineEditor {
	readonly #shell: Shell;
	readonly #io: Io;
	readonly #isTerminal: boolean;
	readonly #history: string[] = [];
	/** Keys that came with an earlier line. */
	#keys: string[] = [];
	/** Bytes that end in the middle of a character. */
	readonly #decoder = new TextDecoder();
	#text: string[] = [];
	/** Of the cursor, in characters. */
	#at = 0;
	/** In the history; its length = the new line. */
	#place = 0;
	#prompt = '';

	constructor(shell: Shell, io: Io) {
		this.#shell = shell;
		this.#io = io;
		const stdin = io.get(0);
		this.#isTerminal = stdin !== undefined && shell.system.sync.describe(stdin).kind === 'terminal';
	}

	remember(text: string): void {
		if (text.trim() !== '' && this.#history.at(-1) !== text) this.#history.push(text);
	}

	async read(prompt: string): Promise<Line> {
		this.#prompt = prompt;
		this.#text = [];
		this.#at = 0;
		this.#place = this.#history.length;
		this.#raw(true);
		try {
			await this.#say(prompt);
			for (;;) {
				const key = await this.#key();
				if (key === null) return this.#text.length > 0 ? { text: this.#text.join('') } : 'end';
				const line = await this.#press(key);
				if (line) return line;
			}
		} finally {
			this.#raw(false);
		}
	}

	#raw(on: boolean): void {
		const stdin = this.#io.get(0);
		if (this.#isTerminal && stdin !== undefined) this.#shell.system.sync.setRawMode(stdin, on);
	}

	async #key(): Promise<string | null> {
		while (this.#keys.length === 0) {
			const stdin = this.#io.get(0);
			if (stdin === undefined) return null;
			const bytes = await this.#shell.system.calls.read(stdin, 4096, null);
			if (bytes.length === 0) return null;
			this.#keys = this.#decoder.decode(Uint8Array.from(bytes), { stream: true }).match(KEY) ?? [];
		}
		return this.#keys.shift() ?? null;
	}

	async #press(key: string): Promise<Line | null> {
		switch (key) {
			case '\r':
			case '\n':
				await this.#say('\r\n');
				return { text: this.#text.join('') };
			case '\x03':
				await this.#say('^C\r\n');
				return 'interrupted';
			case '\x04':
				if (this.#text.length > 0) return null;
				await this.#say('\r\n');
				return 'end';
			case '\x0c':
				await this.#say('\x1b[2J\x1b[H');
				break;
			default:
				this.#edit(key);
		}
		await this.#show(key);
		return null;
	}

	#edit(key: string): void {
		const word = () => /(\S+\s*|\s+)$/.exec(this.#text.slice(0, this.#at).join(''))?.[0].length ?? 0;
		switch (key) {
			case '\x7f':
			case '\b':
				return this.#erase(1);
			case '\x1b[3~':
				return void this.#text.splice(this.#at, 1);
			case '\x17':
				return this.#erase(word());
			case '\x15':
				return this.#erase(this.#at);
			case '\x0b':
				return void this.#text.splice(this.#at);
			case '\x1b[D':
				return this.#move(this.#at - 1);
			case '\x1b[C':
				return this.#move(this.#at + 1);
			case '\x01':
			case '\x1b[H':
				return this.#move(0);
			case '\x05':
			case '\x1b[F':
				return this.#move(this.#text.length);
			case '\x1b[A':
				return this.#recall(this.#place - 1);
			case '\x1b[B':
				return this.#recall(this.#place + 1);
			default:
				if (key < ' ' && key !== '\t') return;
				this.#text.splice(this.#at, 0, key);
				this.#at++;
		}
	}

	#move(at: number): void {
		this.#at = Math.min(Math.max(at, 0), this.#text.length);
	}
	#erase(count: number): void {
		const from = Math.max(0, this.#at - count);
		this.#text.splice(from, this.#at - from);
		this.#at = from;
	}
	#recall(place: number): void {
		if (place < 0 || place > this.#history.length) return;
		this.#place = place;
		this.#text = [...(this.#history[place] ?? '')];
		this.#at = this.#text.length;
	}

	/** A character at the end is only echoed; all else shows the line again. */
	async #show(key: string): Promise<void> {
		if (!this.#isTerminal) return;
		const isPlain = key.length === 1 && key >= ' ' && key !== '\x7f';
		if (isPlain && this.#at === this.#text.length) return this.#say(key);
		const back = this.#text.length - this.#at;
		await this.#say(`\r${this.#prompt}${this.#text.join('')}\x1b[K${back > 0 ? `\x1b[${back}D` : ''}`);
	}

	#say(text: string): Promise<void> {
		return write(this.#shell.system, this.#io, 1, textOf(new TextEncoder().encode(text)));
	}
}
