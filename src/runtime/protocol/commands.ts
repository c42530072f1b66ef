/** The executables that the kernel makes at boot: name -> the program that runs them. */
import type { Program } from './process.ts';

/** In /usr/local/bin. */
const local: Record<string, Program> = { node: 'node', npm: 'shell', npx: 'shell' };

/** Unix commands in /usr/bin, all of them the shell's. */
const unix = [
	...[
		'[',
		'awk',
		'base64',
		'basename',
		'cat',
		'chmod',
		'cmp',
		'column',
		'comm',
		'cp',
		'curl',
		'cut',
		'date',
		'diff',
		'dirname',
		'du',
		'echo',
		'egrep',
		'expand',
		'env'
	],
	...[
		'expr',
		'false',
		'fgrep',
		'file',
		'find',
		'fold',
		'grep',
		'gunzip',
		'gzip',
		'head',
		'hostname',
		'id',
		'join',
		'jq',
		'kill',
		'ln',
		'ls'
	],
	...[
		'md5sum',
		'mkdir',
		'mktemp',
		'mv',
		'nl',
		'nproc',
		'od',
		'paste',
		'patch',
		'printenv',
		'printf',
		'ps',
		'pwd',
		'readlink',
		'realpath',
		'rev',
		'rm'
	],
	...[
		'rmdir',
		'sed',
		'seq',
		'sha512sum',
		'sha1sum',
		'sha256sum',
		'shuf',
		'sleep',
		'sort',
		'split',
		'stat',
		'strings',
		'tac',
		'tail',
		'tar',
		'tee',
		'test',
		'time'
	],
	...[
		'timeout',
		'touch',
		'tr',
		'tree',
		'true',
		'uname',
		'uniq',
		'wc',
		'which',
		'whoami',
		'xargs',
		'xxd',
		'zcat',
		'yes',
		'git'
	]
];

export const executables: readonly { path: string; program: Program }[] = [
	...Object.entries(local).map(([name, program]) => ({ path: `/usr/local/bin/${name}`, program })),
	...unix.map((name) => ({ path: `/usr/bin/${name}`, program: 'shell' as const })),
	...['sh', 'bash', 'jsh'].map((name) => ({ path: `/bin/${name}`, program: 'shell' as const }))
];

export const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin';
