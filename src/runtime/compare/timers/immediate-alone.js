// Nothing but an unreferenced immediate: the process ends.
setImmediate(() => console.log('never')).unref();
process.on('exit', () => console.log('exit'));
