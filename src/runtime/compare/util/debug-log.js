// NODE_DEBUG turns sections on, by patterns.
const { execFileSync, spawnSync } = require('node:child_process');
const program = `const util = require('node:util');
for (const name of ['mine', 'mine-too', 'other']) {
	const log = util.debuglog(name, (real) => console.log('made', name));
	console.log(name, log.enabled);
	log('hello %s %d', 'there', 5, { a: 1 });
	log('again');
}`;
for (const value of ['mine', 'MINE*', 'other,mine', '*', '', 'none'])
	(({ stdout, stderr }) => {
		console.log(JSON.stringify(value));
		console.log(stdout);
		console.log(
			stderr
				.replace(/^([A-Z-]+) \d+:/gm, '$1 <pid>:')
				.split('\n')
				.filter((line) => /MINE|OTHER|hello|again/.test(line))
				.join('\n')
		);
	})(
		spawnSync(process.execPath, ['-e', program], {
			encoding: 'utf8',
			env: { ...process.env, NODE_DEBUG: value }
		})
	);
console.log(
	execFileSync(process.execPath, ['-p', 'require("util").debuglog("x").enabled'], { encoding: 'utf8' })
);
