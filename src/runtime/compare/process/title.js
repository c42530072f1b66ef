// --title names a process, also from NODE_OPTIONS; its threads can not change it.
const { execFileSync } = require('node:child_process');
const source = 'console.log(process.title, JSON.stringify(process.execArgv.slice(0, -2)))';
process.stdout.write(execFileSync(process.execPath, ['--title=a name', '-e', source]));
process.stdout.write(
	execFileSync(process.execPath, ['-e', source], { env: { ...process.env, NODE_OPTIONS: '--title=other' } })
);
