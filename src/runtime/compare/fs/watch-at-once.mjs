// What happens right after fs.watch is seen.
import fs from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import help from '../help.cjs';
for (let round = 0; round < 8; round++) {
	const folder = help.tree({});
	const watcher = fs.watch(folder);
	fs.mkdirSync(path.join(folder, 'made'));
	const [type, name] = await once(watcher, 'change');
	if (round === 0) console.log(type, name);
	watcher.close();
}
console.log('eight times');
