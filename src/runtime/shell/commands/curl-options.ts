/** curl's command line. https://curl.se/docs/manpage.html */
import { joined } from '../../wire/bytes.ts';
import { textOf, type CommandContext } from '../system.ts';

export type Transfer = {
	urls: string[];
	method: string;
	headers: [name: string, value: string][];
	/** null = none. */
	body: Uint8Array | null;
	/** Where each answer goes; null = stdout. */
	outputs: (string | null)[];
	/** -O: under the name in the URL. */
	named: boolean;
	flags: Set<string>;
	format: string;
	/** Milliseconds; 0 = none. */
	limit: number;
};

/** A command line that cannot be followed; `code` is curl's exit code. */
export class CurlError extends Error {
	readonly code: number;
	constructor(code: number, message: string) {
		super(message);
		this.code = code;
	}
}

const LONG: Record<string, string> = {
	request: 'X',
	data: 'd',
	'data-ascii': 'd',
	header: 'H',
	output: 'o',
	'remote-name': 'O',
	silent: 's',
	'show-error': 'S',
	fail: 'f',
	location: 'L',
	include: 'i',
	'show-headers': 'i',
	head: 'I',
	'write-out': 'w',
	user: 'u',
	'user-agent': 'A',
	referer: 'e',
	form: 'F',
	'upload-file': 'T',
	get: 'G',
	cookie: 'b',
	'max-time': 'm',
	verbose: 'v',
	insecure: 'k',
	'no-buffer': 'N',
	globoff: 'g',
	version: 'V'
};
const VALUED = new Set([
	...[
		'X',
		'd',
		'H',
		'o',
		'w',
		'u',
		'A',
		'e',
		'F',
		'T',
		'b',
		'm',
		'c',
		'x',
		'url',
		'json',
		'data-raw',
		'data-binary'
	],
	...[
		'data-urlencode',
		'connect-timeout',
		'retry',
		'retry-delay',
		'max-redirs',
		'cacert',
		'resolve',
		'noproxy'
	]
]);
const KNOWN = new Set([
	...'sSfLiIOGvkNgV#',
	'compressed',
	'fail-with-body',
	'create-dirs',
	'http1.1',
	'ipv4',
	'ipv6',
	'progress-bar',
	'no-progress-meter',
	'retry-all-errors',
	'retry-connrefused'
]);

const bytesOf = (text: string) => new TextEncoder().encode(text);

class Reader {
	readonly #context: CommandContext;
	readonly transfer: Transfer = {
		urls: [],
		method: '',
		headers: [],
		body: null,
		outputs: [],
		named: false,
		flags: new Set(),
		format: '',
		limit: 0
	};
	readonly #data: Uint8Array[] = [];
	readonly #parts: [name: string, value: Uint8Array, file: string | null][] = [];
	#upload: string | null = null;

	constructor(context: CommandContext) {
		this.#context = context;
	}

	async file(path: string): Promise<Uint8Array> {
		if (path === '-') return this.#context.input();
		const { files } = this.#context.system;
		const ino = files.find(this.#context.path(path), true);
		if (!ino) throw new CurlError(26, `Failed to open ${path}`);
		return files.readFile(ino).slice();
	}

	async option(name: string, value: string): Promise<void> {
		const { transfer } = this;
		if (name === 'X') transfer.method = value;
		else if (name === 'H') this.#header(value);
		else if (name === 'o') transfer.outputs.push(value);
		else if (name === 'w')
			transfer.format = value.startsWith('@') ? textOf(await this.file(value.slice(1))) : value;
		else if (name === 'u') transfer.headers.push(['Authorization', `Basic ${btoa(value)}`]);
		else if (name === 'A') transfer.headers.push(['User-Agent', value]);
		else if (name === 'e') transfer.headers.push(['Referer', value]);
		else if (name === 'b' && value.includes('=')) transfer.headers.push(['Cookie', value]);
		else if (name === 'm') transfer.limit = Number(value) * 1000;
		else if (name === 'url') transfer.urls.push(value);
		else if (name === 'T') this.#upload = value;
		else if (name === 'F') await this.#formPart(value);
		else if (name === 'json') {
			this.#data.push(value.startsWith('@') ? await this.file(value.slice(1)) : bytesOf(value));
			transfer.headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json']);
		} else if (/^d/.test(name)) await this.#datum(name, value);
	}
	#header(value: string): void {
		const colon = value.indexOf(':');
		if (colon > 0) this.transfer.headers.push([value.slice(0, colon), value.slice(colon + 1).trim()]);
	}
	async #datum(name: string, value: string): Promise<void> {
		if (name === 'data-urlencode') {
			const [, key = '', text = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(value) ?? [];
			this.#data.push(bytesOf((key ? `${key}=` : '') + encodeURIComponent(text)));
		} else if (name === 'data-raw' || !value.startsWith('@')) this.#data.push(bytesOf(value));
		else {
			const bytes = await this.file(value.slice(1));
			this.#data.push(name === 'd' ? bytes.filter((byte) => byte !== 10 && byte !== 13) : bytes);
		}
	}
	async #formPart(text: string): Promise<void> {
		const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
		const [path = ''] = value.slice(1).split(';');
		if (value.startsWith('@')) this.#parts.push([name, await this.file(path), path.split('/').pop() ?? path]);
		else this.#parts.push([name, value.startsWith('<') ? await this.file(path) : bytesOf(value), null]);
	}

	async finish(): Promise<Transfer> {
		const { transfer } = this;
		const { flags } = transfer;
		if (transfer.urls.length === 0)
			throw new CurlError(2, "try 'curl --help' or 'curl --manual' for more information");
		transfer.named = flags.has('O');
		const data = this.#data.flatMap((part, at) => (at === 0 ? [part] : [bytesOf('&'), part]));
		if (flags.has('G')) {
			const query = textOf(joined(data));
			if (query) transfer.urls = transfer.urls.map((url) => `${url}${url.includes('?') ? '&' : '?'}${query}`);
		} else if (this.#data.length > 0) this.#post(joined(data), 'application/x-www-form-urlencoded');
		if (this.#parts.length > 0) this.#multipart();
		if (this.#upload !== null) {
			transfer.body = await this.file(this.#upload);
			transfer.method ||= 'PUT';
		}
		transfer.method ||= flags.has('I') ? 'HEAD' : 'GET';
		return transfer;
	}
	#post(body: Uint8Array, type: string): void {
		const { transfer } = this;
		transfer.body = body;
		transfer.method ||= 'POST';
		if (!transfer.headers.some(([name]) => name.toLowerCase() === 'content-type'))
			transfer.headers.push(['Content-Type', type]);
	}
	#multipart(): void {
		const boundary = `------------------------${Array.from({ length: 22 }, () => Math.floor(Math.random() * 36).toString(36)).join('')}`;
		const pieces = this.#parts.flatMap(([name, value, file]) => [
			bytesOf(
				`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === null ? '' : `; filename="${file}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`
			),
			value,
			bytesOf('\r\n')
		]);
		this.#post(
			joined([...pieces, bytesOf(`--${boundary}--\r\n`)]),
			`multipart/form-data; boundary=${boundary}`
		);
	}
}

/** @throws CurlError */
export async function readCurlOptions(context: CommandContext): Promise<Transfer> {
	const reader = new Reader(context);
	const { transfer } = reader;
	const left = [...context.args];
	const use = async (name: string, shown: string, value: string | undefined) => {
		if (VALUED.has(name)) {
			const given = value ?? left.shift();
			if (given === undefined) throw new CurlError(2, `option ${shown}: requires parameter`);
			await reader.option(name, given);
		} else if (KNOWN.has(name)) transfer.flags.add(name);
		else
			throw new CurlError(
				2,
				`option ${shown}: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information`
			);
	};
	for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
		if (arg.startsWith('--')) await use(LONG[arg.slice(2)] ?? arg.slice(2), arg, undefined);
		else if (!arg.startsWith('-') || arg === '-') transfer.urls.push(arg);
		else
			for (let at = 1; at < arg.length; at++) {
				const letter = arg[at] ?? '';
				const rest = arg.slice(at + 1);
				await use(letter, `-${letter}`, VALUED.has(letter) && rest ? rest : undefined);
				if (VALUED.has(letter)) break;
			}
	}
	return transfer.flags.has('V') ? transfer : reader.finish();
}
