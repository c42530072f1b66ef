import { setTimeout as sleep, setImmediate as immediate, setInterval as every } from 'node:timers/promises';
console.log(await sleep(2, 'slept'));
console.log(await immediate('immediate'));
let count = 0;
for await (const value of every(1, 'beat')) {
	console.log(value, ++count);
	if (count === 3) break;
}
const aborter = new AbortController();
const pending = sleep(100_000, null, { signal: aborter.signal });
aborter.abort();
await pending.catch((error) => console.log(error.name, error.code, error.message));
