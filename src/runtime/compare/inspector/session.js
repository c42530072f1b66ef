// The inspector's session: evaluating, properties, coverage, refusals.
const inspector = require('node:inspector');
const { attempt } = require('../help.cjs');
console.log(inspector.url(), typeof inspector.console.log, typeof inspector.open);
const session = new inspector.Session();
attempt('before', () => session.post('Runtime.enable'));
session.connect();
attempt('twice', () => session.connect());
attempt('method', () => session.post(5));
session.post('Profiler.enable', (error) => console.log('profiler', error));
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true }, (error) =>
	console.log('coverage', error)
);
session.post('Profiler.takePreciseCoverage', (error, value) =>
	console.log(error, Array.isArray(value?.result))
);
session.post('No.such', (error) => console.log(error.code, error.message));
session.disconnect();
