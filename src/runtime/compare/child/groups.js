// Groups of processes, and children that outlive who started them.
const { spawn, execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const marks = fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'groups-'));
const mark = (name) => path.join(marks, name);
const lives = (pid) => {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error.code;
	}
};
const until = async (holds) => {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const idle = 'setInterval(() => {}, 1000);';

(async () => {
	// Its child, and the child of that.
	const inner = `require('fs').writeFileSync(${JSON.stringify(mark('inner'))}, String(process.pid)); ${idle}`;
	const outer = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}]); ${idle}`;
	const leader = spawn(process.execPath, ['-e', outer], { detached: true, stdio: 'ignore' });
	await until(() => fs.existsSync(mark('inner')) && fs.readFileSync(mark('inner'), 'utf8') !== '');
	const innerPid = Number(fs.readFileSync(mark('inner'), 'utf8'));
	console.log('both live', lives(leader.pid), lives(innerPid), lives(-leader.pid));
	process.kill(-leader.pid, 'SIGTERM');
	const [code, signal] = await new Promise((resolve) => leader.on('exit', (...how) => resolve(how)));
	console.log('the leader ended with', code, signal);
	await until(() => lives(innerPid) === 'ESRCH');
	console.log('and its child', lives(innerPid), lives(-leader.pid));

	// A child lives on when who started it is killed, and can be signalled.
	const late = `process.on('SIGUSR2', () => { require('fs').writeFileSync(${JSON.stringify(mark('heard'))}, ''); process.exit(); });
		require('fs').writeFileSync(${JSON.stringify(mark('late'))}, String(process.pid)); ${idle}`;
	const short = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(late)}], { stdio: 'ignore' }); ${idle}`;
	const parent = spawn(process.execPath, ['-e', short], { stdio: 'ignore' });
	await until(() => fs.existsSync(mark('late')) && fs.readFileSync(mark('late'), 'utf8') !== '');
	const latePid = Number(fs.readFileSync(mark('late'), 'utf8'));
	parent.kill('SIGKILL');
	await new Promise((resolve) => parent.on('exit', resolve));
	console.log('it outlives its parent', lives(latePid));
	process.kill(latePid, 'SIGUSR2');
	await until(() => fs.existsSync(mark('heard')));
	console.log('and heard a signal');

	// A group of nobody.
	try {
		process.kill(-leader.pid, 'SIGTERM');
	} catch ({ code, syscall }) {
		console.log(code, syscall);
	}
	console.log(execFileSync('node', ['-p', 'process.ppid === ' + process.pid], { encoding: 'utf8' }).trim());
	fs.rmSync(marks, { recursive: true });
})();
