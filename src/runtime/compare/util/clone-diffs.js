// util.diff, util.types of clones, transferable signals.
const util = require('node:util');
const { attempt } = require('../help.cjs');
attempt('diff text', () => util.diff('same line\nold', 'same line\nnew').length);
attempt('diff lists', () => util.diff(['a', 'b', 'c'], ['a', 'x', 'c', 'd']));
attempt('diff same', () => util.diff('x', 'x'));
attempt('diff kinds', () => util.diff('x', ['x']));
const control = util.transferableAbortController();
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data: signal }) => {
	console.log(signal instanceof AbortSignal, signal.aborted);
	signal.addEventListener('abort', () => {
		console.log('aborted over there', signal.reason);
		port2.close();
	});
	control.abort('the reason');
};
port1.postMessage(control.signal, [control.signal]);
attempt(
	'own signal',
	() => util.transferableAbortSignal(new AbortController().signal) instanceof AbortSignal
);
attempt('no signal', () => util.transferableAbortSignal({}));
