/** Statements 49 to 54: ports, previews, and the outside. */
import { reloadPreview, type WebContainer } from '@webcontainer/api';
import type { Statement } from './contract.ts';
import { eventually, holds, matches, same, start, within, type Ground } from './ground.ts';
import { socketClient, socketsTold, upgrade } from './sockets.ts';

/** A server with all that a preview must carry. */
export const site = `const http = require('http'); let hits = 0;
http.createServer((request, response) => { const { url, method, headers } = request; hits++;
	if (url === '/') { response.setHeader('content-type', 'text/html'); response.setHeader('set-cookie', ['seen=1', 'secret=2; HttpOnly; Path=/']); return response.end('<!doctype html><html><head><title>t</title></head><body><script src="/client.js"></script></body></html>'); }
	if (url === '/client.js') { response.setHeader('content-type', 'text/javascript'); return response.end(CLIENT); }
	if (url === '/throws') { response.setHeader('content-type', 'text/html'); return response.end('<script>console.error("said", 1); setTimeout(() => { Promise.reject(new Error("rejected")); throw new Error("thrown"); })</script>'); }
	if (url === '/events') { response.writeHead(200, { 'content-type': 'text/event-stream' }); let n = 0; const timer = setInterval(() => { response.write('data: ' + n++ + '\\n\\n'); if (n > 2) { clearInterval(timer); response.end(); } }, 30); return; }
	if (url === '/moved') { response.writeHead(302, { location: '/landed' }); return response.end(); }
	let body = []; request.on('data', (part) => body.push(part)); request.on('end', () => { body = Buffer.concat(body);
		response.writeHead(method === 'DELETE' ? 204 : 201, { 'x-method': method, 'content-type': 'application/json' });
		response.end(method === 'DELETE' || method === 'HEAD' ? '' : JSON.stringify({ url, method, length: body.length, last: body.at(-1), cookie: headers.cookie ?? '', custom: headers['x-custom'] ?? '', host: headers.host })); });
}).on('upgrade', UPGRADE).listen(3000, () => console.log('listening'));`;

/** Runs in the preview, and tells its parent. */
const client = `(async () => { const out = {}; try {
	for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) { const answer = await fetch('/echo?m=' + method, { method, headers: { 'x-custom': 'c' }, ...(/^P/.test(method) ? { body: 'body' } : {}) }); out[method] = [answer.status, answer.headers.get('x-method'), method === 'GET' || method === 'POST' ? await answer.json() : null]; }
	const big = await (await fetch('/big', { method: 'POST', body: new Uint8Array(1e6).fill(7) })).json(); out.big = [big.length, big.last];
	out.moved = (await (await fetch('/moved')).json()).url; out.cookie = document.cookie;
	out.events = await new Promise((resolve) => { const got = []; const source = new EventSource('/events'); source.onmessage = ({ data }) => { got.push(data); if (got.length === 3) { source.close(); resolve(got); } }; source.onerror = () => resolve(['error', ...got]); });
	${socketClient}
	out.isolated = crossOriginIsolated; out.injected = globalThis.injected ?? null; out.path = location.pathname;
	} catch (error) { out.error = String(error && error.stack); } parent.postMessage({ preview: out }, '*'); })();`;

type PreviewReport = Record<string, unknown>;

export async function serveSite(container: WebContainer) {
	await container.fs.writeFile(
		'site.cjs',
		site.replace('CLIENT', () => JSON.stringify(client)).replace('UPGRADE', () => upgrade)
	);
	const ready = new Promise<{ port: number; url: string }>((resolve) => {
		container.on('server-ready', (port, url) => resolve({ port, url }));
	});
	const server = await start(container, 'node', ['site.cjs']);
	await server.says('listening');
	return { server, ...(await within(ready, 'server-ready', 10_000)) };
}

/** Loads a page of the preview; what its script tells. */
async function report(url: string, frame: HTMLIFrameElement): Promise<PreviewReport> {
	const heard = new Promise<PreviewReport>((resolve) =>
		addEventListener('message', ({ data, source }: MessageEvent<{ preview?: PreviewReport }>) => {
			if (source === frame.contentWindow && data.preview) resolve(data.preview);
		})
	);
	if (frame.src !== url) frame.src = url;
	if (!frame.isConnected) document.body.append(frame);
	return within(heard, `the page at ${url} reports`, 20_000);
}

const ports: readonly Statement[] = [
	{
		number: 49,
		who: 'every host',
		promise:
			'listening is told as port open and server-ready, again on a restart, and closing too; EADDRINUSE; port 0 is a free one',
		short: true,
		async check({ container, node }) {
			const told: string[] = [];
			const stops = [
				container.on('port', (port, type) => told.push(`${type} ${port}`)),
				container.on('server-ready', (port, url) => told.push(`ready ${port} ${/^https?:/.test(url)}`))
			];
			await container.fs.writeFile(
				'server.cjs',
				`require('http').createServer((q, s) => s.end('x')).listen(3000, () => console.log('up'))`
			);
			for (let time = 1; time <= 2; time++) {
				const server = await start(container, 'node', ['server.cjs']);
				await eventually(
					() => told.filter((text) => text === 'ready 3000 true').length === time,
					'server-ready'
				);
				server.child.kill();
				await eventually(() => told.filter((text) => text === 'close 3000').length === time, 'port close');
			}
			holds(told.includes('open 3000'), 'port open');
			const { output } =
				await node(`const net = require('net'); const a = net.createServer().listen(3001, () => { const b = net.createServer(); b.on('error', (error) => { console.log(error.code);
				const c = net.createServer().listen(0, () => { console.log(c.address().port > 1024); a.close(); c.close(); }); }); b.listen(3001); });`);
			same(output, 'EADDRINUSE\ntrue\n', 'EADDRINUSE and port 0');
			for (const stop of stops) stop();
		}
	},
	{
		number: 50,
		who: 'every host',
		promise:
			'fetch and http reach a port of another process: streaming, keep-alive, redirects, 1 MB bodies, WebSocket upgrade',
		short: true,
		async check({ container, node }) {
			const { server } = await serveSite(container);
			await container.fs.writeFile(
				'ws.cjs',
				`require('http').createServer().on('upgrade', (request, socket) => { const key = require('crypto').createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
				socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: ' + key + '\\r\\n\\r\\n'); socket.write(Buffer.from([0x81, 2, 0x68, 0x69])); }).listen(3002, () => console.log('up'));`
			);
			const sockets = await start(container, 'node', ['ws.cjs']);
			await sockets.says('up');
			const { output } = await node(`const http = require('http'); (async () => {
				const big = await (await fetch('http://localhost:3000/big', { method: 'POST', body: Buffer.alloc(1e6, 7) })).json(); console.log(big.length, big.last);
				console.log((await (await fetch('http://localhost:3000/moved')).json()).url);
				let text = ''; for await (const part of (await fetch('http://127.0.0.1:3000/events')).body) text += Buffer.from(part); console.log(text.match(/data/g).length);
				const agent = new http.Agent({ keepAlive: true, maxSockets: 1 }); const ports = []; for (let i = 0; i < 2; i++) await new Promise((done) => http.get({ port: 3000, path: '/x', agent }, (response) => { ports.push(response.socket.localPort); response.resume().on('end', done); })); console.log(ports[0] === ports[1]); agent.destroy();
				const socket = new WebSocket('ws://localhost:3002/'); socket.onmessage = ({ data }) => { console.log('ws', data); process.exit(); }; })();`);
			same(output, '1000000 7\n/landed\n3\ntrue\nws hi\n', 'output');
			server.child.kill();
			sockets.child.kill();
		}
	}
];

const previews: readonly Statement[] = [
	{
		number: 51,
		who: 'every host',
		promise:
			'the URL loads in an iframe: all methods, bodies, cookies, headers, status, redirects, server-sent events, WebSockets, COEP and CORP',
		async check({ container }) {
			const { server, url } = await serveSite(container);
			const frame = document.createElement('iframe');
			frame.allow = 'cross-origin-isolated';
			const told = await report(url, frame);
			frame.remove();
			server.child.kill();
			same(told['error'] ?? null, null, 'an error in the preview');
			const get = told['GET'] as [number, string, { cookie: string; custom: string; url: string }];
			same([get[0], get[1], get[2].custom, get[2].url], [201, 'GET', 'c', '/echo?m=GET'], 'GET');
			matches(get[2].cookie, /seen=1/, 'a cookie');
			matches(get[2].cookie, /secret=2/, 'a cookie that scripts do not see');
			same((told['POST'] as [number, string, { length: number }])[2].length, 4, 'POST');
			for (const method of ['PUT', 'PATCH', 'OPTIONS', 'HEAD'])
				same((told[method] as unknown[]).slice(0, 2), [201, method], method);
			same((told['DELETE'] as unknown[]).slice(0, 2), [204, 'DELETE'], 'DELETE');
			same(told['big'], [1_000_000, 7], 'a body of 1 MB');
			same(told['moved'], '/landed', 'a redirect');
			same(told['events'], ['0', '1', '2'], 'server-sent events');
			matches(String(told['cookie']), /seen=1/, 'document.cookie');
			for (const [name, value] of Object.entries(socketsTold)) same(told[name], value, `WebSocket: ${name}`);
		}
	},
	{
		number: 52,
		who: 'every host',
		promise:
			'a preview script is injected; forwardPreviewErrors tells of all three kinds; reloadPreview answers',
		async check(ground) {
			const container = await ground.reboot({ forwardPreviewErrors: true });
			await container.setPreviewScript('globalThis.injected = "by the script";');
			const { server, url } = await serveSite(container);
			const frame = document.createElement('iframe');
			frame.allow = 'cross-origin-isolated';
			same((await report(url, frame))['injected'], 'by the script', 'the preview script');
			const again = report(url, frame);
			await within(reloadPreview(frame), 'reloadPreview answers', 2900);
			same((await again)['injected'], 'by the script', 'after reloading');
			const messages: { type: string; port: number; pathname: string }[] = [];
			container.on('preview-message', (message) => messages.push(message));
			frame.src = new URL('/throws', url).href;
			await eventually(() => messages.length >= 3, 'preview messages', 10_000);
			same(
				messages.map(({ type, port }) => `${type} ${port}`).sort(),
				['PREVIEW_CONSOLE_ERROR 3000', 'PREVIEW_UNCAUGHT_EXCEPTION 3000', 'PREVIEW_UNHANDLED_REJECTION 3000'],
				'kinds'
			);
			frame.remove();
			server.child.kill();
			await ground.reboot();
		}
	}
];

const outsideStatements: readonly Statement[] = [
	{
		number: 53,
		who: 'ours',
		promise:
			'fetch to a host that is not allowed fails at once with EBLOCKED and its name, and the host is listed',
		short: true,
		async check({ node, hostOrigin }) {
			const listed: unknown[] = [];
			const listen = ({ data, origin }: MessageEvent<{ type?: string; url?: string }>) => {
				if (origin === hostOrigin && data.type === 'outside-request') listed.push(data.url);
			};
			addEventListener('message', listen);
			const { output } = await node(
				`const started = Date.now(); fetch('https://example.com/secret').catch((error) => console.log(String(error.cause?.code ?? error.code), /example\\.com/.test(String(error.cause?.message ?? error.message)), Date.now() - started < 5000));`
			);
			same(output, 'EBLOCKED true true\n', 'the refusal');
			await eventually(() => listed.includes('example.com'), 'it is listed', 1000);
			removeEventListener('message', listen);
		}
	},
	{
		number: 54,
		who: 'every host',
		promise: 'net.connect to the outside fails with an error, and dns.lookup settles',
		short: true,
		async check({ node }: Ground) {
			const { output } =
				await node(`require('net').connect(80, '93.184.215.14').on('error', (error) => { console.log('net', typeof error.code);
				require('dns').lookup('example.com', (error) => { console.log('dns settles'); require('dns').lookup('localhost', (error, address) => console.log(address)); }); });`);
			same(output.replace('::1', '127.0.0.1'), 'net string\ndns settles\n127.0.0.1\n', 'output');
		}
	}
];

export const networkStatements: readonly Statement[] = [...ports, ...previews, ...outsideStatements];
