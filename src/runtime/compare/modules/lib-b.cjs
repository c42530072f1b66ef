const a = require('./lib-a.cjs');
exports.seen = { ...a };
