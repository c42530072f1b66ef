'use strict';

const { randomBytes } = require('node:crypto');
const { createServer } = require('node:http');
const { createApp } = require('./app.js');
const { createDirectory } = require('./directory.js');
const { createLog } = require('./log.js');

const directory = createDirectory({
	accounts: [{ id: 'mara', name: 'Mara', password: process.env.PORTAL_PASSWORD ?? 'change me' }]
});

const app = createApp({
	directory,
	newId: () => randomBytes(24).toString('base64url'),
	checkPassword: (account, password) => account.password === password,
	log: createLog({ now: Date.now, print: (line) => process.stdout.write(`${line}\n`) })
});

async function formOf(incoming) {
	let text = '';
	for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
	return Object.fromEntries(new URLSearchParams(text));
}

const server = createServer(async (incoming, outgoing) => {
	const { pathname } = new URL(incoming.url, 'http://portal');
	const form = incoming.method === 'POST' ? await formOf(incoming) : {};
	const { method, headers } = incoming;
	const answer = await app.handle({ method, path: pathname, headers, form });
	outgoing.writeHead(answer.status, answer.headers).end(answer.body);
});

server.listen(Number(process.env.PORT ?? 8080));
