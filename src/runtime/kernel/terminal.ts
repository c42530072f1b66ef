/** A terminal with a line discipline: echo, backspace, Ctrl-C and Ctrl-D, until a process asks for raw bytes. See termios(3). */
import type { DescriptionInfo } from '../protocol/syscalls.ts';
import type { Ino } from '../protocol/file-view.ts';
import type { OpenThing } from './open.ts';
import { Pipe, type Cargo } from './pipe.ts';

const [CTRL_C, CTRL_D, BACKSPACE, LINE_FEED, CARRIAGE_RETURN, DELETE] = [3, 4, 8, 10, 13, 127];
/** A read gets one line at most. */
const LINE: Cargo = { drop() {} };
const ERASE = new TextEncoder().encode('\b \b');
const INTERRUPTED = new TextEncoder().encode('^C\r\n');

export class Terminal implements OpenThing {
	columns: number;
	rows: number;
	readonly #input = new Pipe();
	readonly #output: (bytes: Uint8Array) => void;
	readonly #interrupt: () => void;
	#raw = false;
	#line: number[] = [];

	constructor(
		size: { columns: number; rows: number },
		output: (bytes: Uint8Array) => void,
		interrupt: () => void
	) {
		this.columns = size.columns;
		this.rows = size.rows;
		this.#output = output;
		this.#interrupt = interrupt;
	}

	setRaw(raw: boolean): void {
		this.#raw = raw;
	}

	/** Somebody types. */
	type(bytes: Uint8Array): void {
		if (this.#raw) void this.#input.write(bytes);
		else for (const byte of bytes) this.#cooked(byte);
	}

	#cooked(byte: number): void {
		if (byte === CTRL_C) {
			this.#line = [];
			this.#output(INTERRUPTED);
			this.#interrupt();
		} else if (byte === CTRL_D) {
			if (this.#line.length > 0) this.#flush();
			else this.#input.end();
		} else if (byte === BACKSPACE || byte === DELETE) {
			if (this.#line.pop() !== undefined) this.#output(ERASE);
		} else if (byte === CARRIAGE_RETURN || byte === LINE_FEED) {
			this.#line.push(LINE_FEED);
			this.#output(Uint8Array.of(CARRIAGE_RETURN, LINE_FEED));
			this.#flush();
		} else {
			this.#line.push(byte);
			this.#output(Uint8Array.of(byte));
		}
	}

	#flush(): void {
		void this.#input.write(Uint8Array.from(this.#line), LINE);
		this.#line = [];
	}

	read(length: number) {
		return this.#input.read(length);
	}
	/** A line feed moves to the beginning of the next line, unless raw. */
	write(bytes: Uint8Array) {
		this.#output(this.#raw || !bytes.includes(LINE_FEED) ? bytes : withReturns(bytes));
		return bytes.length;
	}
	shutdown() {}
	close() {
		this.#input.end();
	}
	info(): DescriptionInfo {
		return { kind: 'terminal', ino: 0 as Ino, columns: this.columns, rows: this.rows };
	}
}

function withReturns(bytes: Uint8Array): Uint8Array {
	const out: number[] = [];
	let before = 0;
	for (const byte of bytes) {
		if (byte === LINE_FEED && before !== CARRIAGE_RETURN) out.push(CARRIAGE_RETURN);
		out.push(byte);
		before = byte;
	}
	return Uint8Array.from(out);
}
