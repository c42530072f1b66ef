// input: "a\nb\n"
import { createInterface } from 'node:readline/promises';
for await (const line of createInterface({ input: process.stdin })) console.log(line);
for await (const chunk of process.stdin) console.log(chunk);
console.log('end');
