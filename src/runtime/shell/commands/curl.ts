/** curl: HTTP to ports of this machine, and by the host's broker to what lies outside. https://curl.se/docs/manpage.html */
import { CodedError } from '../../wire/coded-error.ts';
import type { Command, CommandContext } from '../system.ts';
import { ask, type Answer } from './curl-http.ts';
import { CurlError, readCurlOptions, type Transfer } from './curl-options.ts';

const VERSION = '8.14.1';
const MOST_REDIRECTS = 50;

/** Those that were given come last, in place of curl's own of the same name; one without a value is left out. */
function headersOf({ headers, body }: Transfer, url: URL): [string, string][] {
	const own: [string, string][] = [
		['Host', url.host],
		['User-Agent', `curl/${VERSION}`],
		['Accept', '*/*'],
		...(body ? [['Content-Length', String(body.length)] as [string, string]] : [])
	];
	const given = new Set(headers.map(([name]) => name.toLowerCase()));
	return [
		...own.filter(([name]) => !given.has(name.toLowerCase())),
		...headers.filter(([, value]) => value !== '')
	];
}

function parseUrl(text: string): URL {
	const full = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
	if (!URL.canParse(full)) throw new CurlError(3, 'URL rejected: Malformed input to a URL function');
	const url = new URL(full);
	if (!/^https?:$/.test(url.protocol))
		throw new CurlError(1, `Protocol "${url.protocol.slice(0, -1)}" not supported`);
	return url;
}

const headText = ({ status, statusText, headers }: Answer) =>
	`HTTP/1.1 ${status}${statusText ? ` ${statusText}` : ''}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;

type Done = { answer: Answer; url: URL; redirects: number; size: number };

/** One URL to its end; `write` gets what is to be shown. */
async function transferOne(
	context: CommandContext,
	transfer: Transfer,
	text: string,
	write: (bytes: Uint8Array | string) => Promise<void>
): Promise<Done> {
	const { flags } = transfer;
	let url = parseUrl(text);
	let { method, body } = transfer;
	for (let redirects = 0; ; redirects++) {
		const headers = headersOf({ ...transfer, body }, url);
		if (flags.has('v'))
			await context.err(
				`> ${method} ${url.pathname}${url.search} HTTP/1.1\n${headers.map((line) => `> ${line.join(': ')}\n`).join('')}> \n`
			);
		const answer = await ask(context, { url, method, headers, body });
		if (flags.has('v'))
			await context.err(
				headText(answer)
					.replace(/^(?=.)/gm, '< ')
					.replace(/\r\n$/, '< \r\n')
					.replaceAll('\r', '')
			);
		const place = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
		const moves = flags.has('L') && answer.status >= 300 && answer.status < 400 && place;
		if (moves && redirects >= MOST_REDIRECTS)
			throw new CurlError(47, `Maximum (${MOST_REDIRECTS}) redirects followed`);
		if (flags.has('i') || flags.has('I')) await write(headText(answer));
		if (moves) {
			for await (const _ of answer.body); // to its end
			url = new URL(place, url);
			if (answer.status <= 303 && method === 'POST') [method, body] = ['GET', null];
			continue;
		}
		if (flags.has('f') && answer.status >= 400) {
			for await (const _ of answer.body); // to its end
			return { answer, url, redirects, size: 0 };
		}
		let size = 0;
		for await (const bytes of answer.body) {
			size += bytes.length;
			await write(bytes);
		}
		return { answer, url, redirects, size };
	}
}

function writeOut(format: string, { answer, url, redirects, size }: Done, seconds: number): string {
	const header = (wanted: string) =>
		answer.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
	const values: Record<string, string> = {
		http_code: String(answer.status),
		response_code: String(answer.status),
		content_type: header('content-type'),
		redirect_url: header('location') ? new URL(header('location'), url).href : '',
		size_download: String(size),
		url_effective: url.href,
		num_redirects: String(redirects),
		method: '',
		scheme: url.protocol.slice(0, -1),
		http_version: '1.1',
		time_total: seconds.toFixed(6)
	};
	return format
		.replace(/%\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
		.replace(/\\([nrt\\])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter);
}

/** Where an answer goes: a file, emptied at its first bytes, or stdout. */
function writerOf(
	context: CommandContext,
	path: string | null
): (bytes: Uint8Array | string) => Promise<void> {
	if (path === null || path === '-') return (bytes) => context.out(bytes);
	if (path === '/dev/null') return async () => {};
	const target = context.path(path);
	const { sync } = context.system;
	let isFirst = true;
	return async (bytes) => {
		const data = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
		sync.writeFile(target, data, isFirst ? 0o1101 : 0o2101, 0o644);
		isFirst = false;
	};
}

async function one(context: CommandContext, transfer: Transfer, at: number): Promise<void> {
	const { flags, outputs, named, format, limit } = transfer;
	const url = transfer.urls[at] ?? '';
	const path = named ? (parseUrl(url).pathname.split('/').pop() ?? '') : (outputs[at] ?? null);
	if (named && !path) throw new CurlError(23, 'Remote file name has no length');
	const started = performance.now();
	const late = new Promise<never>((_, reject) => {
		if (limit > 0)
			setTimeout(() => reject(new CurlError(28, `Operation timed out after ${limit} milliseconds`)), limit);
	});
	const done = await Promise.race([transferOne(context, transfer, url, writerOf(context, path)), late]);
	await context.out(writeOut(format, done, (performance.now() - started) / 1000));
	if (flags.has('f') && done.answer.status >= 400)
		throw new CurlError(22, `The requested URL returned error: ${done.answer.status}`);
}

export const curl: Command = async (context) => {
	let quiet = false;
	let status = 0;
	try {
		const transfer = await readCurlOptions(context);
		const { flags } = transfer;
		if (flags.has('V')) {
			await context.out(
				`curl ${VERSION} (tabgym) HTTP/1.1 by the sandbox's sockets and its broker\nProtocols: http https\n`
			);
			return 0;
		}
		quiet = flags.has('s') && !flags.has('S');
		for (const at of transfer.urls.keys())
			await one(context, transfer, at).catch(async (error: unknown) => {
				if (!(error instanceof CurlError)) throw error;
				status = error.code;
				if (!quiet) await context.err(`curl: (${error.code}) ${error.message}\n`);
			});
		return status;
	} catch (error) {
		if (error instanceof CodedError && error.code !== 'EPIPE') {
			if (!quiet) await context.err(`curl: (23) ${error.code}: ${error.message}\n`);
			return 23;
		}
		if (!(error instanceof CurlError)) throw error;
		await context.err(
			error.code === 2 ? `curl: ${error.message}\n` : `curl: (${error.code}) ${error.message}\n`
		);
		return error.code;
	}
};
