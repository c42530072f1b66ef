process.emitWarning('careful', { code: 'W1', detail: 'some detail' });
process.emitWarning('old', 'DeprecationWarning', 'DEP0');
process.emitWarning('old', 'DeprecationWarning', 'DEP0');
