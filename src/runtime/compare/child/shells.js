// Commands for the shell: pipes, redirections, conditions, quoting by hand.
const { execSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { tree } = require('../help.cjs');
const cwd = tree({ 'a b.txt': 'one\ntwo\nthree\n', 'script.sh': 'echo "args: $# $1"; exit 4\n' });
const run = (command) => {
	const { status, stdout, stderr } = spawnSync(command, { shell: true, cwd, encoding: 'utf8' });
	console.log(command, '=>', status, JSON.stringify(stdout), stderr.length > 0);
};
for (const command of [
	'cat "a b.txt" | wc -l',
	'grep -c o a\\ b.txt',
	'echo out > made && cat made',
	'false || echo rescued',
	'true && false; echo $?',
	'sh script.sh "x y" z',
	'for i in 1 2 3; do printf "%s," $i; done',
	'X=1; (X=2); echo $X',
	'echo $(echo `echo deep`)',
	'test -f made && echo yes',
	'cat < made',
	'echo err >&2; echo out',
	'exit 9',
	'no-such-command-at-all',
	'ls | sort | head -n 1',
	'printf "%05d|%-5s|" 42 ab',
	'echo "${HOME:+set}" "${NOTHING:-default}"',
	'cd / && pwd',
	'echo a; echo b & wait',
	'cat <<END\nhere $((6 * 7))\nEND'
])
	run(command);
console.log(
	fs.readFileSync(path.join(cwd, 'made'), 'utf8'),
	String(execSync('echo "$0" | wc -c > n; cat n', { cwd })).trim() > 0
);
