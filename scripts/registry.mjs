/**
 * The npm registry that the site is built for, as npm's configuration of this machine names it, and a way to it for pages: a registry
 * of one's own seldom lets pages of other origins read it, so the server of the site passes GETs below /registry/ on.
 */
import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** @type {string | undefined} */
let known;

/** Ends with "/"; without a user's name or password. */
export function registryAddress() {
	if (known) return known;
	const configured =
		process.env.npm_config_registry ??
		spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', shell: process.platform === 'win32' })
			.stdout;
	const url = new URL(configured.trim());
	url.username = url.password = url.search = url.hash = '';
	if (!url.pathname.endsWith('/')) url.pathname += '/';
	return (known = url.href);
}

/**
 * A connect middleware, mounted at /registry/.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export async function passOn(request, response) {
	response.setHeader('x-passed-on-to', 'registry');
	if (request.method !== 'GET') {
		response.writeHead(405).end('Only GET passes\n');
		return;
	}
	const target = new URL((request.url ?? '').replace(/^\/+/, ''), registryAddress());
	if (!target.href.startsWith(registryAddress())) {
		response.writeHead(403).end('Only the registry can be reached\n');
		return;
	}
	try {
		const answer = await fetch(target, { headers: { accept: request.headers.accept ?? '*/*' } });
		const type = answer.headers.get('content-type') ?? 'application/octet-stream';
		response.writeHead(answer.status, { 'content-type': type });
		if (answer.body) await pipeline(Readable.fromWeb(answer.body), response);
		else response.end();
	} catch (error) {
		if (!response.headersSent) response.writeHead(502);
		response.end(`The registry does not answer: ${error instanceof Error ? error.message : error}\n`);
	}
}
