// --env-file, loadEnvFile and parseEnv.
const { spawnSync } = require('node:child_process');
const util = require('node:util');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({
	'.env':
		'PLAIN=value\nSPACED = around \nQUOTED="in double # quotes"\nSINGLE=\'in single\\n\'\nMULTI="one\ntwo"\nESCAPED="a\\nb"\nexport EXPORTED=yes\n# comment\nEMPTY=\nHASH=a#b\nHASH2=a # b\nTICK=`it\'s "both"`\nno equals\n=novalue\nTWICE=1\nTWICE=2\nPATH_LIKE=$HOME/${x}\n',
	'.more': 'PLAIN=overridden\nMORE=1'
});
const program =
	'console.log(JSON.stringify(Object.fromEntries(["PLAIN","SPACED","QUOTED","SINGLE","MULTI","ESCAPED","EXPORTED","EMPTY","HASH","HASH2","TICK","TWICE","PATH_LIKE","MORE"].map((n) => [n, process.env[n]])), null, 1))';
for (const flags of [
	['--env-file=.env'],
	['--env-file=.env', '--env-file=.more'],
	['--env-file', '.more'],
	['--env-file=.none'],
	['--env-file-if-exists=.none'],
	[]
]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', program], {
		cwd: folder,
		encoding: 'utf8',
		env: { ...process.env, TWICE: 'from outside' }
	});
	console.log(flags, status, stdout, stderr.replaceAll(process.execPath, '<node>'));
}
process.env.PLAIN = 'kept';
process.loadEnvFile(path.join(folder, '.env'));
console.log(process.env.PLAIN, process.env.EXPORTED);
attempt('parse', () => util.parseEnv('A=1\r\nB="x\r\ny"\n C = \'z\' \nD="open\nE=2'));
attempt('parse number', () => util.parseEnv(5));
