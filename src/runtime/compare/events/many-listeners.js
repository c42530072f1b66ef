const EventEmitter = require('node:events');
const emitter = new EventEmitter();
for (let i = 0; i < 12; i++) emitter.on('x', () => {});
process.on('warning', (warning) => console.log(warning.name, warning.count, warning.message));
