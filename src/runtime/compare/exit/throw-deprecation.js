// node: --throw-deprecation
process.emitWarning('x', 'DeprecationWarning');
setTimeout(() => console.log('never'), 5);
