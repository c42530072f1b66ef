// fork and its messages: kinds, order, both serializations, disconnecting, refusals.
const { fork } = require('node:child_process');
const { attempt } = require('../help.cjs');
if (process.argv[2] === 'child') {
	process.on('message', (message) => {
		if (message === 'leave') return process.disconnect();
		process.send(message);
	});
	process.on('disconnect', () => process.exit(process.connected ? 1 : 7));
	process.send({
		started: process.execArgv,
		argv: process.argv.slice(2),
		channel: typeof process.channel,
		connected: process.connected
	});
} else {
	const run = (options) =>
		new Promise((resolve) => {
			const child = fork(__filename, ['child', 'more'], { execArgv: ['--no-warnings'], ...options });
			const values = [
				1,
				'text',
				null,
				true,
				{ a: { b: [1] } },
				[undefined, NaN, -0],
				{ date: new Date(0), undef: undefined },
				'ü\n€'
			];
			if (options.serialization === 'advanced')
				values.push(
					new Map([[1, new Set([2])]]),
					[5n],
					new Uint8Array([1]),
					/x/g,
					new RangeError('told').message
				);
			child.on('message', (message) => {
				console.log(message);
				if (message === 'last') child.send('leave');
			});
			for (const value of values) child.send(value);
			child.send('last', (error) => console.log('sent', error));
			attempt('undefined', () => child.send(undefined));
			attempt('function', () => child.send(() => {}));
			attempt('ring', () => {
				const ring = {};
				ring.self = ring;
				return options.serialization === 'advanced' || child.send(ring);
			});
			child.on('disconnect', () => console.log('disconnect', child.connected));
			child.on('close', (code, signal) => {
				console.log('close', code, signal);
				attempt('after', () => child.send('x', (error) => console.log(error.code)));
				attempt('again', () => child.on('error', (error) => console.log('error', error.code)).disconnect());
				setImmediate(resolve);
			});
		});
	(async () => {
		await run({});
		await run({ serialization: 'advanced' });
		attempt('kind', () => fork(__filename, { serialization: 'odd' }));
		attempt('stdio', () => fork(__filename, { stdio: ['pipe', 'pipe', 'pipe'] }));
		attempt('silent', () => {
			const child = fork(__filename, ['child'], { silent: true });
			child.on('message', () => child.disconnect());
			return [typeof child.stdout, typeof child.stdin];
		});
		attempt('no ipc', () => process.send);
		attempt('path', () => fork());
	})();
}
