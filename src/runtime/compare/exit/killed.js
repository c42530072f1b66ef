process.kill(process.pid, 'SIGTERM');
setTimeout(() => {}, 10000);
