// Watching a folder with those below it.
import fs from 'node:fs';
import path from 'node:path';
import help from '../help.cjs';
const folder = help.tree({ 'there/file': '1' });
const recursive = fs.watch(folder, { recursive: true });
fs.mkdirSync(path.join(folder, 'deep'));
const seen = new Promise((resolve) =>
	recursive.on('change', (type, name) => name === path.join('deep', 'inner') && resolve([name, typeof type]))
);
// A folder that is new is watched a moment later: until then nobody sees what is written there.
const writing = setInterval(() => fs.writeFileSync(path.join(folder, 'deep/inner'), 'x'), 100);
console.log(await seen);
clearInterval(writing);
recursive.close();
