exports.a = 1;
exports.b = require('./lib-b.cjs');
exports.done = true;
