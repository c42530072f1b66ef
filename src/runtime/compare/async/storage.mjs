// AsyncLocalStorage over everything that calls back later; enterWith, exit, snapshot, bind, nested.
import { AsyncLocalStorage, AsyncResource, executionAsyncId, createHook } from 'node:async_hooks';
import fs from 'node:fs';
import zlib from 'node:zlib';
import { exec } from 'node:child_process';
import crypto from 'node:crypto';
import dns from 'node:dns';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
const als = new AsyncLocalStorage();
const lines = [];
const see = (what) => lines.push(`${what} ${als.getStore()}`);
const waits = [];
const wait = (what, start) =>
	waits.push(
		new Promise((done) =>
			start(() => {
				see(what);
				done();
			})
		)
	);
als.run('A', () => {
	wait('readFile', (done) => fs.readFile('.', done));
	wait('gzip', (done) => zlib.gzip('x', done));
	wait('exec', (done) => exec('true', done));
	wait('randomBytes', (done) => crypto.randomBytes(4, done));
	wait('scrypt', (done) => crypto.scrypt('p', 's', 8, { N: 2 }, done));
	wait('lookup', (done) => dns.lookup('localhost', done));
	wait('timeout', (done) => setTimeout(done, 1));
	wait('immediate', setImmediate);
	wait('tick', process.nextTick);
	wait('microtask', queueMicrotask);
	wait('then', (done) => Promise.resolve().then(done));
	wait('catch', (done) => Promise.reject(new Error()).catch(done));
	wait('finally', (done) => Promise.resolve().finally(done));
	waits.push(
		(async () => {
			await null;
			see('await');
			await sleep(1);
			see('await timer');
			try {
				await Promise.reject(new Error());
			} catch {
				see('await throw');
			}
			for await (const _ of (async function* () {
				yield 1;
				await null;
				see('generator');
			})())
				see('for await');
			als.run('B', () => see('nested'));
			see('after');
		})()
	);
});
see('outside');
await Promise.all(waits);
console.log(lines.sort().join('\n'));
als.enterWith('C');
console.log(
	als.getStore(),
	als.exit(() => als.getStore())
);
await null;
console.log(als.getStore());
const snapshot = als.run('S', () => AsyncLocalStorage.snapshot());
console.log(
	snapshot(() => als.getStore()),
	als.run('T', () => AsyncLocalStorage.bind(() => als.getStore()))()
);
const resource = als.run('R', () => new AsyncResource('MINE'));
console.log(
	resource.runInAsyncScope((a) => [als.getStore(), a], null, 1),
	typeof resource.asyncId()
);
const emitter = new EventEmitter();
als.run('E', () =>
	emitter.on(
		'x',
		AsyncResource.bind(() => console.log(als.getStore()))
	)
);
emitter.emit('x');
als.disable();
console.log(als.getStore(), executionAsyncId() >= 0, typeof createHook({}).enable);
