/** A loopback server that speaks the protocols of OpenAI, Anthropic and Google, with CORS, and misbehaves when it is told to. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { bodyOf, type Turn, type Wire } from './protocols.testing.ts';

export type Asked = {
	wire: Wire;
	method: string;
	headers: IncomingHttpHeaders;
	body: Record<string, unknown>;
	/** Requests before this one. */
	index: number;
	/** Resolves when the other side closed the connection before the answer was over. */
	closed: Promise<void>;
};

export type Answer =
	| Turn
	| { status: number; body: unknown; headers?: Record<string, string> }
	/** The reply of `turn` in pieces that end at `cuts` (bytes); `broken`: the connection ends after the first piece. */
	| { turn: Turn; cuts: 'every byte' | readonly number[]; broken?: true }
	/** Sends `turn` over and over and never ends. */
	| { endless: Turn }
	| 'hang up';

export type ModelServer = {
	/** `http://127.0.0.1:PORT` */
	origin: string;
	/** Base URL for a connection of that protocol. */
	baseURL: (wire: Wire) => string;
	asked: Asked[];
	close: () => Promise<void>;
};

const cors = {
	'access-control-allow-origin': '*',
	'access-control-allow-headers': '*, authorization',
	'access-control-allow-methods': 'GET, POST',
	'access-control-expose-headers': '*'
};

export async function openModelServer(answer: (asked: Asked) => Answer): Promise<ModelServer> {
	const asked: Asked[] = [];
	const server = createServer((request, response) => {
		if (request.method === 'OPTIONS') {
			response.writeHead(204, cors).end();
			return;
		}
		void read(request).then((body) => {
			const closed = new Promise<void>((resolve) =>
				response.on('close', () => {
					if (!response.writableFinished) resolve();
				})
			);
			const { headers, method = '', url = '' } = request;
			const one = { wire: wireOf(url), method, headers, body, index: asked.length, closed };
			asked.push(one);
			return send(response, one.wire, answer(one));
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.address();
	const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
	return {
		origin,
		baseURL: (wire) => `${origin}/${wire === 'google' ? 'v1beta' : 'v1'}`,
		asked,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			})
	};
}

function wireOf(url: string): Wire {
	if (url.startsWith('/v1/messages')) return 'anthropic';
	return url.startsWith('/v1beta/models/') ? 'google' : 'openai';
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString();
	return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

async function send(response: ServerResponse, wire: Wire, answer: Answer): Promise<void> {
	if (answer === 'hang up') {
		response.destroy();
		return;
	}
	if ('status' in answer) {
		const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
		response.writeHead(answer.status, { ...cors, 'content-type': 'application/json', ...answer.headers });
		response.end(body);
		return;
	}
	response.writeHead(200, { ...cors, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	response.socket?.setNoDelay(true);
	if ('endless' in answer) {
		const [piece = ''] = bodyOf[wire](answer.endless)
			.split(/(?<=\n\r?\n)/)
			.slice(-4, -3);
		while (!response.destroyed) await written(response, Buffer.from(piece));
	} else if ('turn' in answer) {
		const bytes = Buffer.from(bodyOf[wire](answer.turn));
		for (const piece of pieces(bytes, answer.cuts)) {
			await written(response, piece);
			if (answer.broken) response.destroy();
			if (response.destroyed) return;
		}
		response.end();
	} else response.end(bodyOf[wire](answer));
}

/** Each piece on its way before the next is written. */
async function written(response: ServerResponse, piece: Uint8Array): Promise<void> {
	await new Promise<void>((done) => response.write(piece, () => done()));
	await new Promise((turn) => setImmediate(turn));
}

function pieces(bytes: Buffer, cuts: 'every byte' | readonly number[]): Buffer[] {
	const ends = cuts === 'every byte' ? [...bytes.keys()].slice(1) : cuts;
	return [0, ...ends].map((from, index) => bytes.subarray(from, ends[index] ?? bytes.length));
}
